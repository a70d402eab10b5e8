using System.Globalization;
using CsvHelper;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary><c>ema.csv</c>: energies in the format of EMA, the Energy Measurement for Applications library: one region and device a row, energy in µJ, time in µs.</summary>
public static class EmaReport
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "ema.csv";

    private const double MicroPerUnit = 1e6;
    private static readonly string[] s_header = ["thread", "region_idf", "file", "line", "function", "visits", "device_name", "energy(uJ)", "time(us)"];

    /// <summary>Whether there is anything to write.</summary>
    /// <param name="report">The run.</param>
    public static bool HasRows(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Rows(report).Any();
    }

    /// <summary>The table of a run: a row for each case and source with an energy.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (CsvWriter csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteHeader(s_header);
            foreach ((CaseReport found, EnergyReport energy) in Rows(report))
            {
                csv.WriteRecord(Fields(found, energy));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(CaseReport Case, EnergyReport Energy)> Rows(RunReport report)
    {
        return report.Cases.SelectMany(static c => c.EnergySources.Where(static energy => energy.Joules is not null).Select(energy => (c, energy)));
    }

    private static string?[] Fields(CaseReport found, EnergyReport energy)
    {
        string? device = energy.Board is null ? energy.Source : $"{energy.Source} {energy.Board}";
        return
        [
            "0",
            string.Create(CultureInfo.InvariantCulture, $"{found.Framework}_{found.Batch}_{found.Windows.Count}"),
            found.Benchmark,
            "0",
            found.Key.ToString(),
            found.Windows.Count.ToString(CultureInfo.InvariantCulture),
            device,
            (MicroPerUnit * energy.Joules)?.ToString("R", CultureInfo.InvariantCulture),
            (MicroPerUnit * energy.WindowSeconds)?.ToString("R", CultureInfo.InvariantCulture),
        ];
    }
}
