using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>A figure that is drawn against the batch.</summary>
/// <param name="Id">Its word in ids.</param>
/// <param name="Name">Its name in titles.</param>
/// <param name="Axis">Its name with its unit.</param>
/// <param name="What">It in a sentence.</param>
/// <param name="IsLowerBetter">Which way it is better.</param>
/// <param name="ValueOf">Its value; null when there is none.</param>
internal sealed record BatchFigure(string Id, string Name, string Axis, string What, bool IsLowerBetter, Func<ComparedCase, double?> ValueOf)
{
    /// <summary>Images per second.</summary>
    public static BatchFigure Throughput { get; } = new("throughput-batch", "Throughput", "Throughput [images/s]", "Images per second", false, static result => result.Figures[Figure.ImagesPerSecond]);

    /// <summary>Median latency, or the mean of cases that have no median.</summary>
    public static BatchFigure Latency { get; } = new(
        "latency-batch", "Latency", "Latency, p50 [ms]", "Latency of one inference, in milliseconds,", true, static result => result.Figures[Figure.P50Ms] ?? result.Figures[Figure.MeanMs]);

    /// <summary>How good a case is, higher being better; null when it cannot be drawn. Latencies of different batches are compared by image.</summary>
    /// <param name="result">The case.</param>
    public double? Merit(ComparedCase result)
    {
        double? value = ValueOf(result);
        return !Drawable.Is(value) ? null : IsLowerBetter ? -value / result.Key.Batch : value;
    }
}
