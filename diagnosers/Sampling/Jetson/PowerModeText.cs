using System.Globalization;
using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Jetson;

/// <summary>What <c>nvpmodel</c> prints and keeps.</summary>
internal static partial class PowerModeText
{
    private const string NameKey = "NV Power Mode:";
    private const string FanKey = "NV Fan Mode:";

    /// <summary>The mode that <c>nvpmodel -q</c> prints: a line with the name, then one with the id, between warnings and, with <c>--verbose</c>, much else.</summary>
    /// <param name="output">The output.</param>
    public static PowerMode ParseQuery(string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int line = Array.FindIndex(lines, static text => text.Contains(NameKey, StringComparison.Ordinal));
        if (line < 0)
        {
            return new PowerMode(null, null);
        }

        string name = After(lines[line], NameKey);
        return new PowerMode(line + 1 < lines.Length ? Id(lines[line + 1]) : null, name.Length > 0 ? name : null);
    }

    /// <summary>The fan's profile in the same output; null when it has none.</summary>
    /// <param name="output">The output.</param>
    public static string? ParseFanMode(string output)
    {
        string? line = output.Split('\n').FirstOrDefault(static text => text.Contains(FanKey, StringComparison.Ordinal));
        return line is not null && After(line, FanKey) is { Length: > 0 } mode ? mode : null;
    }

    /// <summary>Id of the mode and the fan's profile in <c>/var/lib/nvpmodel/status</c>: <c>pmode:0002 fmode:quiet</c>.</summary>
    /// <param name="text">The file's text.</param>
    public static (int? Id, string? FanMode) ParseStatus(string text)
    {
        Match id = StatusIdPattern().Match(text);
        Match fan = StatusFanPattern().Match(text);
        return (id.Success ? Id(id.Groups[1].Value) : null, fan.Success ? fan.Groups[1].Value : null);
    }

    /// <summary>The modes that <c>/etc/nvpmodel.conf</c> defines: <c>&lt; POWER_MODEL ID=0 NAME=MAXN &gt;</c>.</summary>
    /// <param name="text">The file's text.</param>
    public static IReadOnlyList<PowerMode> ParseConf(string text)
    {
        return [.. ConfPattern().Matches(text).Select(static match => new PowerMode(Id(match.Groups["id"].Value), match.Groups["name"].Value))];
    }

    private static string After(string line, string key)
    {
        return line[(line.IndexOf(key, StringComparison.Ordinal) + key.Length)..].Trim();
    }

    private static int? Id(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
    }

    [GeneratedRegex(@"\bpmode:\s*([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex StatusIdPattern();

    [GeneratedRegex(@"\bfmode:\s*(\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex StatusFanPattern();

    // At the start of a line: comments show the same form.
    [GeneratedRegex(@"^[ \t]*<\s*POWER_MODEL\s+ID\s*=\s*(?<id>[0-9]+)\s+NAME\s*=\s*(?<name>[^\s>]+)[^>\n]*>", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex ConfPattern();
}
