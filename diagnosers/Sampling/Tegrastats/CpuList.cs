using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>The list of cores: <c>[7%@729,off]</c>, or with one clock for all of them <c>[7%,off]@1912</c> (releases before 28.2).</summary>
internal static partial class CpuList
{
    /// <summary>The cores, null for one that is off; null when the text is no such list.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<ClockedLoad?>? Parse(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        double? common = TokenNumber.Parse(match.Groups["mhz"].Value) is { } clock and >= 0 ? clock : null;
        string list = match.Groups["cores"].Value.Trim();
        var cores = new List<ClockedLoad?>();
        foreach (string entry in list.Length > 0 ? list.Split(',', StringSplitOptions.TrimEntries) : [])
        {
            // NVIDIA's description shows a core that is off as an empty entry.
            LoadValue? value = entry.Length > 0 ? LoadValue.Parse(entry) : LoadValue.Parse("off");
            if (value is null or { IsOff: false, LoadPercent: null })
            {
                return null;
            }

            cores.Add(value.IsOff ? null : new ClockedLoad(value.LoadPercent, value.GreatestMegahertz ?? common));
        }

        return cores;
    }

    [GeneratedRegex(@"^\[(?<cores>[^\[\]]*)\](?:@(?<mhz>-?[0-9]{1,15}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
