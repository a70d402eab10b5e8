using InferenceBench.Reporting.Charts.Inputs;
using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Charts.Scales;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Power, utilisation, clock and temperature over time, for the newest run of a machine that has readings.</summary>
internal static class TimelineCharts
{
    private const int Quota = 4;
    private const int MostLookedAt = 2000;
    private const int MostSeriesOfPanel = 5;
    private const long MostBytesOfFile = 2L * 1024 * 1024 * 1024;
    private const long MostBytesRead = 128 * 1024 * 1024;

    private static readonly (string Unit, string Name)[] s_panels = [("W", "Power [W]"), ("%", "GPU utilisation [%]"), ("MHz", "SM clock [MHz]"), ("C", "Temperature [°C]")];

    /// <summary>A chart for each machine with a run that holds <c>power.csv</c>.</summary>
    /// <param name="comparison">The comparison.</param>
    public static ChartKind Plan(ResultComparison comparison)
    {
        int looked = 0;
        List<ChartPlan> plans = [];
        foreach (IGrouping<string, RowOrigin> machine in Runs(comparison).GroupBy(static run => run.Machine))
        {
            foreach (RowOrigin run in machine.OrderByDescending(static run => run.StartedUtc))
            {
                if (++looked > MostLookedAt || plans.Count > Quota)
                {
                    break;
                }

                if (RunFile.Locate(Path.GetDirectoryName(run.FullPath) ?? "", PowerCsvReader.FileName, MostBytesOfFile) is { } path)
                {
                    plans.Add(new ChartPlan(1, () => Draw(run, path)));
                    break;
                }
            }
        }

        return new ChartKind(Quota, [.. plans.Take(Quota)], IsFixed: true);
    }

    // Rows of a run share one object, and stand together.
    private static IEnumerable<RowOrigin> Runs(ResultComparison comparison)
    {
        RowOrigin? last = null;
        foreach (ResultRow row in comparison.Source.Rows)
        {
            if (!ReferenceEquals(row.Origin, last) && row.Origin.Format == ResultFormats.Report)
            {
                yield return row.Origin;
            }

            last = row.Origin;
        }
    }

    private static ChartImage? Draw(RowOrigin run, string path)
    {
        var reader = new PowerCsvReader(MostBytesRead);
        reader.Read(path);
        PowerSeries[] series = [.. reader.Series];
        TimelinePanel[] panels = [.. s_panels.Select(panel => Panel(panel.Unit, panel.Name, series)).OfType<TimelinePanel>()];
        if (panels.Length == 0)
        {
            return null;
        }

        BucketSeries[] shown = [.. panels.SelectMany(static panel => panel.Series).Select(static entry => entry.Values)];
        double from = shown.Min(static values => values.Buckets.First().StartNs);
        double to = shown.Max(static values => values.Buckets.Last().StartNs + values.WidthNs);
        CaseWindow[] cases = [.. RunWindows.Read(run.FullPath).Where(result => result.Windows.Any(window => window.EndNs > from && window.StartNs < to))];
        int leftOut = series.Length - shown.Length;
        string remark = (leftOut == 0 ? "" : FormattableString.Invariant($" {leftOut} of {series.Length} series are left out.")) + (reader.Stopped is null ? "" : $" {char.ToUpperInvariant(reader.Stopped[0])}{reader.Stopped[1..]}.");
        string name = run.RunId ?? run.File;
        return new TimelineChart
        {
            Head = new ChartHead
            {
                Id = ChartId.Of("timeline", name),
                Title = $"Readings over time: {name}",
                Subtitle = cases.Length == 0 ? null : "shaded: measured windows; numbers: cases",
                Description = FormattableString.Invariant($"Readings of the sensors of {run.Machine} over time, one panel for each of {string.Join(", ", panels.Select(static panel => panel.Name))}; least and greatest value of each stretch. The measured windows of {cases.Length} cases are shaded.{remark}"),
            },
            Panels = panels,
            Cases = cases,
            Span = (from, to),
        }.Draw();
    }

    private static TimelinePanel? Panel(string unit, string name, PowerSeries[] all)
    {
        // A counter only where the source has no power of its own.
        HashSet<string> withPower = [.. all.Where(static series => series is { Unit: "W", IsCounter: false }).Select(static series => series.Source)];
        PowerSeries[] series =
        [
            .. all.Where(series => series.Unit == unit && !(series.IsCounter && withPower.Contains(series.Source))).Index()
                .OrderByDescending(static entry => entry.Item.Values.Buckets.Max(static bucket => bucket.Greatest)).Take(MostSeriesOfPanel).OrderBy(static entry => entry.Index).Select(static entry => entry.Item),
        ];
        if (series.Length == 0)
        {
            return null;
        }

        double least = series.Min(static entry => entry.Values.Buckets.Min(static bucket => bucket.Least));
        double greatest = series.Max(static entry => entry.Values.Buckets.Max(static bucket => bucket.Greatest));
        AxisScale scale = unit switch
        {
            "%" when least >= 0 && greatest <= 100 => new LinearScale(0, 100, 2),
            "C" => LinearScale.Covering(least, greatest, 4),
            _ => new LinearScale(Math.Min(0, least), greatest, 4),
        };
        string shownUnit = unit == "C" ? "°C" : unit;
        bool isOneSource = series.All(entry => entry.Source == series[0].Source);
        return new TimelinePanel(name, shownUnit, scale, [.. series.Select(entry => (series.Length > 1 && isOneSource ? entry.Rail : $"{entry.Source} {entry.Rail}", entry.Values))]);
    }
}
