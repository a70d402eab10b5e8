namespace InferenceBench.Reporting.Comparison;

/// <summary>The words of <see cref="RowFlag.Code"/>; <c>results/README.md</c> explains each.</summary>
public static class RowFlags
{
    /// <summary>Measured from a tree that differed from its commit.</summary>
    public const string DirtyTree = "dirty_tree";

    /// <summary>Its regions hold another number of images than those of the other frameworks beside it.</summary>
    public const string ImagesPerRegion = "images_per_region";

    /// <summary>Iterations or latencies gather around more than one value.</summary>
    public const string Multimodal = "multimodal";

    /// <summary>The mean of the iterations' rates differs from images over time, which is what is shown.</summary>
    public const string MeanOfRates = "mean_of_rates";

    /// <summary>A column of latencies contradicts the column of elapsed times, which is what is shown.</summary>
    public const string LatencyColumn = "latency_column";

    /// <summary>Queries overlap on the device: throughput is that of several streams, latency that of one query among others.</summary>
    public const string OverlappingQueries = "overlapping_queries";

    /// <summary>Latency varies by more than 2.5 %.</summary>
    public const string HighVariation = "high_variation";

    /// <summary>Its latencies are means of iterations, not single inferences: percentiles and extremes are milder than those of single ones.</summary>
    public const string IterationMeans = "iteration_means";

    /// <summary>LoadGen calls the run invalid.</summary>
    public const string Invalid = "invalid";

    /// <summary>The file does not say how many samples an inference holds.</summary>
    public const string BatchUnknown = "batch_unknown";

    /// <summary>Its outputs were not compared with the reference.</summary>
    public const string NoParity = "no_parity";

    /// <summary>Its outputs differ from the reference's by more than the tolerance.</summary>
    public const string ParityFailed = "parity_failed";

    /// <summary>Its energy covers something else than that of the rows beside it (GPU, module, package).</summary>
    public const string EnergyScope = "energy_scope";

    /// <summary>Rows beside it were measured in another power mode.</summary>
    public const string PowerMode = "power_mode";

    /// <summary>Copies to and from the device are inside its latency and outside that of rows beside it, or the other way round.</summary>
    public const string Transfers = "transfers";

    /// <summary>The run was cut off; what it had finished is here.</summary>
    public const string Unfinished = "unfinished_run";

    /// <summary>A figure that cannot be (negative latency, more than 10¹² images/s) was left out.</summary>
    public const string ImpossibleFigure = "impossible_figure";

    /// <summary>Runs of several commits of the suite are merged in it or stand beside it.</summary>
    public const string SeveralCommits = "several_commits";

    /// <summary>Rows of its device ran with another number of threads.</summary>
    public const string Threads = "threads";
}
