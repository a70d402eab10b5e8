using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>What the detailed log beside a summary says of the run: <c>mlperf_log_detail.txt</c>, one <c>:::MLLOG {json}</c> a line.</summary>
/// <param name="StartedUtc">Start of the test; null when unknown.</param>
/// <param name="Version">LoadGen's version and commit; null when unknown.</param>
internal sealed partial record LoadGenDetail(DateTimeOffset? StartedUtc, string? Version)
{
    // Both stand among the first lines; a detailed log may have gigabytes.
    private const int HeadBytes = 64 * 1024;

    /// <summary>Reads the log beside a summary. One that is missing or cannot be read tells nothing.</summary>
    /// <param name="summaryPath">Absolute path of the summary.</param>
    public static LoadGenDetail Beside(string summaryPath)
    {
        string name = Path.GetFileName(summaryPath);
        string path = Path.Combine(Path.GetDirectoryName(summaryPath) ?? "/", name[..^"summary.txt".Length] + "detail.txt");
        string head = HeadOf(path);
        string? started = Value(DatePattern(), head);
        bool isDate = DateTimeOffset.TryParseExact(started, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        return new LoadGenDetail(isDate ? date : null, Value(VersionPattern(), head));
    }

    private static string HeadOf(string path)
    {
        // A pipe or device of that name would be waited for.
        FileInfo file = new(path);
        if (!file.Exists || file.Length == 0)
        {
            return "";
        }

        try
        {
            using FileStream stream = file.OpenRead();
            byte[] head = new byte[HeadBytes];
            return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? Value(Regex pattern, string text)
    {
        Match match = pattern.Match(text);
        return match.Success ? match.Groups["value"].Value : null;
    }

    [GeneratedRegex("""
        "key": "test_datetime", "value": "(?<value>[^"\\]{1,40})"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex("""
        "key": "loadgen_version", "value": "(?<value>[^"\\]{1,80})"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
