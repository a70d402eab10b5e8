using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.BenchmarkDotNet;

/// <summary>Where BenchmarkDotNet's figures come from: <c>Title</c> and <c>HostEnvironmentInfo</c>.</summary>
internal static partial class BenchmarkDotNetOrigin
{
    /// <summary>The origin.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">Its outermost object.</param>
    public static RowOrigin Of(ResultFile file, JsonElement root)
    {
        JsonElement host = root.TryGetProperty("HostEnvironmentInfo", out JsonElement info) && info.ValueKind == JsonValueKind.Object ? info : default;
        string? title = JsonText.Of(root, "Title");
        string? processor = JsonText.Of(host, "ProcessorName");
        string folder = Path.GetFileName(Path.GetDirectoryName(file.FullPath)) ?? "";
        string machine = processor is null ? folder : MachineName.From(processor);
        return new RowOrigin
        {
            File = file.DisplayPath,
            FullPath = file.FullPath,
            Format = ResultFormats.BenchmarkDotNet,
            Machine = machine.Length == 0 ? "unknown" : machine,
            Description = new MachineReport { Name = machine, Cpu = CpuOf(host, processor), Os = JsonText.Of(host, "OsVersion") },
            RunId = title is null ? null : $"{machine}/{title}",
            StartedUtc = StartOf(title),
        };
    }

    private static string? CpuOf(JsonElement host, string? processor)
    {
        return processor is not null && JsonText.NumberOf(host, "LogicalCoreCount") is double count and >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{processor}, {count} {(count == 1 ? "processor" : "processors")}")
            : processor;
    }

    // The title ends with the local time of the start; the file does not say of which zone, so that it is taken as UTC.
    private static DateTimeOffset? StartOf(string? title)
    {
        Match match = TitleTime().Match(title ?? "");
        return match.Success && DateTimeOffset.TryParseExact(
            match.Value[1..], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset start)
            ? start
            : null;
    }

    [GeneratedRegex("-[0-9]{8}-[0-9]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex TitleTime();
}
