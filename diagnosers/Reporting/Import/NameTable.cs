using System.Text;
using System.Text.Json;

namespace InferenceBench.Reporting.Import;

/// <summary>The names of an object's properties, looked up by their bytes.</summary>
/// <param name="names">The names in the order in which they are usually written.</param>
internal sealed class NameTable(params IEnumerable<string> names)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The place of the name that a reader stands at; −1 when it is none of these.</summary>
    /// <param name="reader">At a property's name.</param>
    /// <param name="next">Where to look first: 0 for a new object, then left as it is. Files are written in one order, so that the first look nearly always hits.</param>
    public int Find(ref Utf8JsonReader reader, ref int next)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            int place = next + i < _names.Length ? next + i : next + i - _names.Length;
            if (reader.ValueTextEquals(_names[place]))
            {
                next = place + 1 < _names.Length ? place + 1 : 0;
                return place;
            }
        }

        return -1;
    }
}
