using System.Text;

namespace InferenceBench.Models.Catalogue.Building;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014) used by position: the n-th number of a stream
/// follows from its key alone, so that tensors, and pieces of one, are generated in any order and in parallel with the same result.
/// </summary>
internal static class SplitMix64
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The number at a position of a stream.</summary>
    public static ulong At(ulong key, ulong position)
    {
        return Mix(key + (position * Golden));
    }

    /// <summary>The key of the stream that belongs to a name and a seed: FNV-1a of the UTF-8 name, mixed with the seed.</summary>
    public static ulong KeyOf(string name, ulong seed)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte character in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return Mix(hash ^ Mix(seed + Golden));
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
