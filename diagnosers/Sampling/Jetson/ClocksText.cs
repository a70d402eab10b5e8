using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Jetson;

/// <summary>What <c>jetson_clocks --show</c> prints.</summary>
internal static partial class ClocksText
{
    private const string Range = @"MinFreq=(?<min>[0-9]+)\s+MaxFreq=(?<max>[0-9]+)";

    /// <summary>
    /// Whether processors, GPU and memory are locked; null when the output does not say it of all of them and none of them is free. The memory's least clock stays low even when it is
    /// locked, so its override counts; releases since 39 print none and do raise the least clock.
    /// </summary>
    /// <param name="output">The output.</param>
    public static bool? ParseLock(string output)
    {
        bool? cpus = AreAll(CpuPattern().Matches(output), static match => match.Groups["online"].Value != "0", IsFixed);
        bool? gpus = AreAll(GpuPattern().Matches(output), static _ => true, IsFixed);
        bool? memory = AreAll(MemoryPattern().Matches(output), static _ => true, static match => match.Groups["override"] is { Success: true } flag ? flag.Value == "1" : IsFixed(match));
        return AllOf(cpus, gpus, memory);
    }

    /// <summary>Whether all three hold: false when one does not, else null when one is not known.</summary>
    /// <param name="cpus">Whether the processors' clocks are locked.</param>
    /// <param name="gpus">Whether the GPU's are.</param>
    /// <param name="memory">Whether the memory's is.</param>
    public static bool? AllOf(bool? cpus, bool? gpus, bool? memory)
    {
        bool?[] parts = [cpus, gpus, memory];
        return parts.Contains(false) ? false : parts.Contains(null) ? null : true;
    }

    private static bool? AreAll(MatchCollection matches, Predicate<Match> counts, Predicate<Match> holds)
    {
        Match[] counted = [.. matches.Where(match => counts(match))];
        return counted.Length == 0 ? null : Array.TrueForAll(counted, holds);
    }

    private static bool IsFixed(Match match)
    {
        return match.Groups["min"].Value == match.Groups["max"].Value;
    }

    // "Gonvernor" in release 28; no Online= in it and since 39.
    [GeneratedRegex($@"^\s*cpu[0-9]+:(?:\s+Online=(?<online>[01]))?[^\n]*?\b{Range}", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex CpuPattern();

    [GeneratedRegex($@"^\s*GPU\S*\s[^\n]*?\b{Range}", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex GpuPattern();

    [GeneratedRegex($@"^\s*EMC\s[^\n]*?\b{Range}(?:[^\n]*?\bFreqOverride=(?<override>[0-9]+))?", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex MemoryPattern();
}
