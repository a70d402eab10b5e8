using System.Globalization;
using CsvHelper;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>
/// <c>compare.csv</c>: every case of every run, one plain value a column. RFC 4180 with LF, UTF-8, invariant culture, units in the headers, unrounded, an empty field
/// for what is not available. Text that a spreadsheet would take for a formula has an apostrophe in front.
/// </summary>
public static class ComparisonCsv
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "compare.csv";

    private static readonly string[] s_key =
    [
        "Model", "Batch", "Precision", "Scenario", "Framework", "Variant", "Version", "Provider", "Device", "Machine", "Power mode", "Status", "Reason", "Framework label", "Device label",
    ];

    private static readonly string[] s_rest =
    [
        "Energy scope", "Power source", "Transfers", "Parity", "Max abs", "Cosine", "Flags", "Flag details", "Notes", "Settings", "Samples", "Run", "Started", "Commit", "Dirty", "Format",
        "Schema", "File", "CPU", "GPUs", "Driver", "CUDA", "System",
    ];

    private static readonly FigureInfo[] s_figures = [.. FigureInfo.All];

    /// <summary>The headers in order.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. s_key, .. s_figures.Select(static info => info.Header), .. s_rest];

    /// <summary>Writes the rows, those of one case together, oldest run first.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="output">Takes the file; stays open.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static void Write(ResultComparison comparison, Stream output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteHeader([.. Headers]);
        var texts = new JoinedTexts();
        foreach (ComparedCase found in comparison.Cases)
        {
            (string? Codes, string? Details) flags = (CodesOf(found.Flags), DetailsOf(found.Flags));
            foreach (ResultRow row in found.Rows)
            {
                WriteKey(csv, found, row);
                foreach (FigureInfo info in s_figures)
                {
                    WriteNumber(csv, row.Figures[info.Figure] * info.Scale);
                }

                WriteRest(csv, flags, row, texts);
                csv.EndRecord();
            }
        }
    }

    private static void WriteKey(CsvWriter csv, ComparedCase found, ResultRow row)
    {
        CaseKey key = row.Key;
        csv.WriteField(key.Model);
        WriteNumber(csv, key.Batch == 0 ? null : key.Batch);
        csv.WriteField(key.Precision);
        csv.WriteField(row.Scenario);
        csv.WriteField(key.Framework);
        csv.WriteField(key.Variant);
        csv.WriteField(row.FrameworkVersion);
        csv.WriteField(key.Provider);
        csv.WriteField(key.Device);
        csv.WriteField(row.Origin.Machine);
        csv.WriteField(row.Origin.PowerMode);
        csv.WriteField(row.Status);
        csv.WriteField(row.Reason);
        csv.WriteField(found.FrameworkLabel);
        csv.WriteField(found.DeviceLabel);
    }

    private static void WriteRest(CsvWriter csv, (string? Codes, string? Details) flags, ResultRow row, JoinedTexts texts)
    {
        RowOrigin origin = row.Origin;
        MachineReport? machine = origin.Description;
        csv.WriteField(row.EnergyScope);
        csv.WriteField(row.PowerSource);
        csv.WriteField(row.Transfers);
        csv.WriteField(row.Parity?.Status);
        WriteNumber(csv, row.Parity?.MaxAbs);
        WriteNumber(csv, row.Parity?.Cosine);
        csv.WriteField(flags.Codes);
        csv.WriteField(flags.Details);
        csv.WriteField(texts.Of(row.Notes));
        csv.WriteField(texts.Of(row.Settings));
        csv.WriteField(row.SamplesFile);
        csv.WriteField(origin.RunId);
        csv.WriteField(texts.Started(origin));
        csv.WriteField(origin.Commit);
        csv.WriteField(origin.IsDirty switch { true => "true", false => "false", null => null });
        csv.WriteField(origin.Format);
        WriteNumber(csv, origin.Schema);
        csv.WriteField(origin.File);
        csv.WriteField(machine?.Cpu);
        csv.WriteField(machine is null ? null : texts.Of(machine.Gpus));
        csv.WriteField(machine?.Driver);
        csv.WriteField(machine?.Cuda);
        csv.WriteField(machine?.Os);
    }

    private static void WriteNumber(CsvWriter csv, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            csv.WriteField(number);
        }
        else
        {
            csv.WriteField((string?)null);
        }
    }

    private static string? CodesOf(IReadOnlyList<RowFlag> flags)
    {
        return flags.Count == 0 ? null : string.Join("; ", flags.Select(static flag => flag.Code));
    }

    private static string? DetailsOf(IReadOnlyList<RowFlag> flags)
    {
        string details = string.Join("; ", flags.Where(static flag => flag.Detail is not null).Select(static flag => flag.Detail));
        return details.Length == 0 ? null : details;
    }

    /// <summary>Lists as one text; what the rows of a file share is joined once.</summary>
    private sealed class JoinedTexts
    {
        private readonly Dictionary<object, string?> _known = new(ReferenceEqualityComparer.Instance);

        public string? Of(IReadOnlyList<string> parts)
        {
            return parts.Count == 0 ? null : Known(parts, static parts => string.Join("; ", parts));
        }

        public string? Of(IReadOnlyDictionary<string, string> settings)
        {
            return settings.Count == 0 ? null : Known(settings, static settings => string.Join("; ", settings.Select(static pair => $"{pair.Key}={pair.Value}")));
        }

        public string? Started(RowOrigin origin)
        {
            return origin.StartedUtc is null ? null : Known(origin, static origin => origin.StartedUtc!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        }

        // Bounded: rows that share nothing must not be kept alive twice. Without closures, which would be the larger part of the garbage.
        private string? Known<T>(T key, Func<T, string> join)
            where T : class
        {
            if (_known.Count > 4096)
            {
                _known.Clear();
            }

            return _known.TryGetValue(key, out string? text) ? text : _known[key] = join(key);
        }
    }
}
