using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary>The columns of power and energy, in order. Those that no case has a value for are left out of a table.</summary>
internal static class EnergyColumns
{
    private const ColumnTarget People = ColumnTarget.ConsolePower | ColumnTarget.MarkdownPower;
    private const ColumnTarget Files = ColumnTarget.MarkdownPower | ColumnTarget.Csv | ColumnTarget.Summary;
    private const ColumnTarget Everywhere = People | ColumnTarget.Csv | ColumnTarget.Summary;
    private const double MillijoulesPerJoule = 1000;
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<ReportColumn> All { get; } =
    [
        Number("Energy", "mJ", Everywhere, "Energy of one inference; in tables for people with its uncertainty (k = 2)", static c => Millijoules(c.Energy?.PerInferenceJoulesGross)) with
        {
            Shown = static c => WithUncertainty(c.Energy?.PerInferenceJoulesGross, c.Energy?.UncertaintyJoules),
        },
        Number("Energy ±", "mJ", ColumnTarget.Csv, "Expanded uncertainty (k = 2) of the energy", static c => Millijoules(c.Energy?.UncertaintyJoules)),
        Number("Net energy", "mJ", Everywhere, "Energy of one inference beyond idle power", static c => Millijoules(c.Energy?.PerInferenceJoulesNet)) with
        {
            Shown = static c => WithUncertainty(c.Energy?.PerInferenceJoulesNet, c.Energy?.UncertaintyJoulesNet),
        },
        Number("Net energy ±", "mJ", ColumnTarget.Csv, "Expanded uncertainty (k = 2) of the net energy", static c => Millijoules(c.Energy?.UncertaintyJoulesNet)),
        Number("Power", "W", Everywhere, "Mean power over the windows", static c => c.Energy?.MeanWatts),
        Number("Peak power", "W", Files, "Greatest reading in the windows", static c => c.Energy?.PeakWatts),
        Number("Idle power", "W", Files, "Idle power at the time of the case", static c => c.Energy?.IdleWatts),
        Number("Inferences/J", null, Files, "Inferences of one joule", static c => PerJoule(c, 1)),
        Number("Images/J", null, Everywhere, "Batch × inferences of one joule", static c => PerJoule(c, c.Batch)),
        Number("EDP", "mJ·ms", Files, "Energy–delay product: energy of one inference × mean latency", static c => Millijoules(c.Energy?.PerInferenceJoulesGross) * c.LatencyMs?.Mean),
        Number("GPU", "%", Files, "Mean utilisation of the GPU", static c => Condition(c, static e => e.GpuUtilizationPercent)),
        Number("Memory used", "MiB", Files, "Greatest memory in use on the device", static c => Condition(c, static e => e.MemoryUsedBytes) / BytesPerMebibyte),
        Number("Max temperature", "°C", Files, "Greatest temperature", static c => Condition(c, static e => e.MaxTemperatureC)),
        Number("Min SM clock", "MHz", Files, "Least clock of the streaming multiprocessors", static c => Condition(c, static e => e.MinSmClockMhz)),
        Number("SM clock", "MHz", Files, "Mean clock of the streaming multiprocessors", static c => Condition(c, static e => e.MeanSmClockMhz)),
        Number("SM clock of max", "%", Files, "Mean clock over the greatest possible one", static c => Condition(c, static e => e.SmClockPercentOfMax)),
        Text("Throttle reasons", Files, "Why clocks were held down", static c => AllSources(c).Select(static e => e.ThrottleReasons).FirstOrDefault(static reasons => reasons is not null) is { } reasons ? Words(reasons) : null),
        Number("Power samples", null, Files, "Valid readings in the windows", static c => c.Energy?.Joules is null ? null : c.Energy.Samples),
        Number("Power window", "s", Files, "Length of the windows", static c => c.Energy?.Joules is null ? null : c.Energy.WindowSeconds),
        Text("Power source", Everywhere, "What was read, how, and how often its value changes", static c => SourceText(c.Energy)),
        Text("Energy flags", Files, "What to know of the energy", static c => c.Energy?.Joules is null ? null : Words(c.Energy.Flags)),
    ];

    private static ReportColumn Number(string name, string? unit, ColumnTarget targets, string legend, Func<CaseReport, object?> value)
    {
        return new ReportColumn(name, unit, targets, legend, value) { IsOptional = true };
    }

    private static ReportColumn Text(string name, ColumnTarget targets, string legend, Func<CaseReport, string?> value)
    {
        return new ReportColumn(name, null, targets, legend, value) { IsOptional = true, IsNumeric = false };
    }

    private static double? Millijoules(double? joules)
    {
        return MillijoulesPerJoule * joules;
    }

    private static string? WithUncertainty(double? joules, double? uncertaintyJoules)
    {
        return joules is { } value ? NumberText.Of(MillijoulesPerJoule * value, MillijoulesPerJoule * (uncertaintyJoules ?? double.NaN)) : null;
    }

    private static double? PerJoule(CaseReport report, int count)
    {
        return report.Energy?.PerInferenceJoulesGross is > 0 and double joules ? count / joules : null;
    }

    // What the primary source does not read, another one beside it may.
    private static double? Condition(CaseReport report, Func<EnergyReport, double?> value)
    {
        return AllSources(report).Select(value).FirstOrDefault(static found => found is not null);
    }

    private static IEnumerable<EnergyReport> AllSources(CaseReport report)
    {
        return report.Energy is null ? report.EnergySources : report.EnergySources.Prepend(report.Energy);
    }

    private static string? SourceText(EnergyReport? energy)
    {
        if (energy?.Joules is null)
        {
            return null;
        }

        string route = energy.Route is null || energy.Route == energy.Source ? "" : $" {energy.Route}";
        return energy.RefreshMs is { } refresh ? string.Create(CultureInfo.InvariantCulture, $"{energy.Source}{route}, {refresh:0.#} ms") : $"{energy.Source}{route}";
    }

    private static string Words(IReadOnlyList<string> words)
    {
        return words.Count == 0 ? "none" : string.Join(", ", words);
    }
}
