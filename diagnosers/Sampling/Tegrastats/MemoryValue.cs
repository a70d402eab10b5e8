using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Amounts of memory: <c>534/3964MB</c>, <c>(lfb 98x4MB)</c>, <c>(lfb 252kB)</c>, <c>(cached 1MB)</c>. The tool's kB, MB and GB are powers of 1024.</summary>
internal static partial class MemoryValue
{
    /// <summary>Bytes in one of the tool's kB.</summary>
    public const double Kilobyte = 1024;

    /// <summary>Bytes in one of the tool's MB.</summary>
    public const double Megabyte = 1024 * Kilobyte;

    /// <summary>Used and total amount in bytes; null when the text is no such pair.</summary>
    /// <param name="text">The text.</param>
    public static (double Used, double Total)? Pair(string text)
    {
        Match match = PairPattern().Match(text);
        return match.Success
            ? (Bytes(match, "used"), Bytes(match, "total"))
            : null;
    }

    /// <summary>Count and size in bytes of the largest free blocks; the count is null where the text has only a size. Null when the text says something else.</summary>
    /// <param name="text">The text.</param>
    public static (long? Count, double Bytes)? LargestFree(string text)
    {
        Match match = LargestFreePattern().Match(text);
        return match.Success
            ? (match.Groups["count"] is { Success: true } count ? TokenNumber.Whole(count.Value) : null, Bytes(match, "size"))
            : null;
    }

    /// <summary>Cached amount in bytes; null when the text says something else.</summary>
    /// <param name="text">The text.</param>
    public static double? Cached(string text)
    {
        Match match = CachedPattern().Match(text);
        return match.Success ? Bytes(match, "size") : null;
    }

    private static double Bytes(Match match, string group)
    {
        double unit = match.Groups["unit"].Value switch
        {
            "G" => 1024 * Megabyte,
            "M" => Megabyte,
            _ => Kilobyte,
        };
        return TokenNumber.Whole(match.Groups[group].Value) * unit;
    }

    [GeneratedRegex($"^(?<used>{TokenNumber.Natural})/(?<total>{TokenNumber.Natural})(?<unit>[kKMG])B$", RegexOptions.CultureInvariant)]
    private static partial Regex PairPattern();

    // At most 9 digits: the size in bytes must fit 64 bits.
    [GeneratedRegex(@"^\(lfb\s+(?:(?<count>[0-9]{1,15})x)?(?<size>[0-9]{1,9})(?<unit>[kKMG])B\)$", RegexOptions.CultureInvariant)]
    private static partial Regex LargestFreePattern();

    [GeneratedRegex($@"^\(cached\s+(?<size>{TokenNumber.Natural})(?<unit>[kKMG])B\)$", RegexOptions.CultureInvariant)]
    private static partial Regex CachedPattern();
}
