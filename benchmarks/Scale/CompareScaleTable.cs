using System.Globalization;
using InferenceBench.Reporting.Tables;
using InferenceBench.Verbs;

namespace InferenceBench.Scale;

/// <summary>The table of the scale benchmark.</summary>
internal static class CompareScaleTable
{
    /// <summary>What 1,000 folders of 100 cases may take on two processors.</summary>
    private const int LimitRows = 100_000;
    private const double LimitSeconds = 3;
    private const double LimitMegabytes = 300;
    private const double Megabyte = 1e6;

    /// <summary>The table and the limits.</summary>
    /// <param name="measurements">Sets from the smallest on.</param>
    public static string Render(IReadOnlyList<ScaleMeasurement> measurements)
    {
        var table = new TextTable(">folders", ">rows", ">read [MB]", ">time [s]", ">min–max [s]", ">peak RSS [MB]", ">time/row [µs]", ">ratio (linear: 1)");
        foreach (ScaleMeasurement one in measurements)
        {
            table.Add(
                Text(one.Folders),
                Text(one.Rows),
                Number(one.ReadBytes / Megabyte),
                Number(one.MedianSeconds),
                $"{Number(one.Seconds[0])}–{Number(one.Seconds[^1])}",
                Number(one.PeakBytes / Megabyte),
                Number(one.MicrosecondsPerRow),
                Number(one.MicrosecondsPerRow / measurements[0].MicrosecondsPerRow));
        }

        string verdicts = string.Concat(measurements.Where(static one => one.Rows == LimitRows).Select(static one => $" Time: {Verdict(one.MedianSeconds, LimitSeconds)}; memory: {Verdict(one.PeakBytes / Megabyte, LimitMegabytes)}."));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{table}\ncompare DIR --out DIR as a process of its own, start included; median of {measurements[0].Seconds.Count}, files in the page cache, {Environment.ProcessorCount} processors.\n"
            + $"Limits for {LimitRows:N0} rows: {LimitSeconds} s, {LimitMegabytes} MB.{verdicts}\n");
    }

    private static string Verdict(double value, double limit)
    {
        return value < limit ? "kept" : "exceeded";
    }

    private static string Number(double value)
    {
        return NumberText.Of(value) ?? "n/a";
    }

    private static string Text(long value)
    {
        return value.ToString("N0", CultureInfo.InvariantCulture);
    }
}
