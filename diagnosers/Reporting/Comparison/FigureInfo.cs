namespace InferenceBench.Reporting.Comparison;

/// <summary>How a figure is called, what unit it is shown in, and which way it is better: one place for tables, charts, CSV and the page.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Id">Its name in JSON, unit included: <c>p50Ms</c>.</param>
/// <param name="Name">Name for people, without unit.</param>
/// <param name="Unit">Unit that people read; null for counts.</param>
/// <param name="Scale">Factor from the stored unit to the shown one: 1000 for joules shown in mJ.</param>
/// <param name="Direction">Which way it is better.</param>
/// <param name="Legend">What it means, in one sentence.</param>
public sealed record FigureInfo(Figure Figure, string Id, string Name, string? Unit, double Scale, FigureDirection Direction, string Legend)
{
    /// <summary>All figures, in the order of tables.</summary>
    public static IReadOnlyList<FigureInfo> All { get; } =
    [
        new(Figure.P50Ms, "p50Ms", "p50", "ms", 1, FigureDirection.LowerIsBetter, "Median latency of one inference"),
        new(Figure.P90Ms, "p90Ms", "p90", "ms", 1, FigureDirection.LowerIsBetter, "90th percentile of the latency"),
        new(Figure.P95Ms, "p95Ms", "p95", "ms", 1, FigureDirection.LowerIsBetter, "95th percentile of the latency"),
        new(Figure.P99Ms, "p99Ms", "p99", "ms", 1, FigureDirection.LowerIsBetter, "99th percentile of the latency"),
        new(Figure.MeanMs, "meanMs", "Mean", "ms", 1, FigureDirection.LowerIsBetter, "Mean latency of one inference"),
        new(Figure.MinMs, "minMs", "Min", "ms", 1, FigureDirection.LowerIsBetter, "Shortest latency"),
        new(Figure.MaxMs, "maxMs", "Max", "ms", 1, FigureDirection.LowerIsBetter, "Longest latency"),
        new(Figure.StdDevMs, "stdDevMs", "StdDev", "ms", 1, FigureDirection.LowerIsBetter, "Sample standard deviation of the latency"),
        new(Figure.Inferences, "inferences", "n", null, 1, FigureDirection.None, "Inferences that the latencies are over"),
        new(Figure.CovPercent, "covPercent", "CoV", "%", 1, FigureDirection.LowerIsBetter, "Standard deviation over mean of the latency"),
        new(Figure.InferencesPerSecond, "inferencesPerSecond", "Inferences", "1/s", 1, FigureDirection.HigherIsBetter, "Inferences per second of busy time"),
        new(Figure.ImagesPerSecond, "imagesPerSecond", "Images", "1/s", 1, FigureDirection.HigherIsBetter, "Batch × inferences per second"),
        new(Figure.EnergyJoules, "energyJoules", "Energy", "mJ", 1000, FigureDirection.LowerIsBetter, "Gross energy of one inference"),
        new(Figure.EnergyUncertaintyJoules, "energyUncertaintyJoules", "Energy ±", "mJ", 1000, FigureDirection.None, "Expanded uncertainty (k = 2) of the energy"),
        new(Figure.NetEnergyJoules, "netEnergyJoules", "Net energy", "mJ", 1000, FigureDirection.LowerIsBetter, "Energy of one inference beyond idle power"),
        new(Figure.ImagesPerJoule, "imagesPerJoule", "Images/J", null, 1, FigureDirection.HigherIsBetter, "Images of one joule"),
        new(Figure.EnergyDelayJouleSeconds, "energyDelayJouleSeconds", "EDP", "mJ·ms", 1e6, FigureDirection.LowerIsBetter, "Energy–delay product: energy of one inference × mean latency"),
        new(Figure.PowerWatts, "powerWatts", "Power", "W", 1, FigureDirection.None, "Mean power over the inferences"),
        new(Figure.IdleWatts, "idleWatts", "Idle power", "W", 1, FigureDirection.None, "Idle power at the time of the case"),
        new(Figure.GpuPercent, "gpuPercent", "GPU", "%", 1, FigureDirection.None, "Mean utilisation of the GPU"),
        new(Figure.DeviceMemoryBytes, "deviceMemoryBytes", "Memory used", "MiB", 1.0 / (1024 * 1024), FigureDirection.LowerIsBetter, "Greatest memory in use on the device"),
        new(Figure.PeakResidentBytes, "peakResidentBytes", "Peak RSS", "MiB", 1.0 / (1024 * 1024), FigureDirection.LowerIsBetter, "Greatest resident set of the case's process"),
        new(Figure.MaxTemperatureC, "maxTemperatureC", "Max temperature", "°C", 1, FigureDirection.None, "Greatest temperature"),
        new(Figure.SmClockMhz, "smClockMhz", "SM clock", "MHz", 1, FigureDirection.None, "Mean clock of the streaming multiprocessors"),
        new(Figure.LoadMs, "loadMs", "Load", "ms", 1, FigureDirection.LowerIsBetter, "Cold start: open the model, engine load included"),
        new(Figure.FirstInferenceMs, "firstInferenceMs", "First", "ms", 1, FigureDirection.LowerIsBetter, "Cold start: the first inference"),
        new(Figure.EnqueueMs, "enqueueMs", "Enqueue", "ms", 1, FigureDirection.None, "Host time until all work of an inference was handed to the device"),
        new(Figure.H2dMs, "h2dMs", "H2D", "ms", 1, FigureDirection.None, "Copying inputs to the device"),
        new(Figure.ComputeMs, "computeMs", "Compute", "ms", 1, FigureDirection.None, "Computing on the device"),
        new(Figure.D2hMs, "d2hMs", "D2H", "ms", 1, FigureDirection.None, "Copying outputs back"),
        new(Figure.Macs, "macs", "MACs", null, 1, FigureDirection.None, "Multiply–accumulates of one sample"),
    ];

    /// <summary>Name with its unit: <c>p50 [ms]</c>.</summary>
    public string Header => Unit is null ? Name : $"{Name} [{Unit}]";

    /// <summary>What is known of a figure.</summary>
    /// <param name="figure">Which.</param>
    public static FigureInfo Of(Figure figure)
    {
        return s_byFigure[(int)figure];
    }

    private static readonly FigureInfo[] s_byFigure = [.. All.OrderBy(static info => info.Figure)];
}
