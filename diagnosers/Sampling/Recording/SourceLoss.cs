using System.Globalization;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>That a source was lost.</summary>
/// <param name="Reason">Why, in one line.</param>
/// <param name="AtNs">When it was noticed, in monotonic nanoseconds.</param>
internal sealed record SourceLoss(string Reason, long AtNs)
{
    // Sources that look whether they are still there do so once a second (an open file outlives its deletion).
    private const long NoticeNs = 1_000_000_000;

    /// <summary>The loss that an exception means.</summary>
    /// <param name="id">Id of the source.</param>
    /// <param name="exception">What reading it threw.</param>
    /// <param name="atNs">When.</param>
    public static SourceLoss Of(string id, Exception exception, long atNs)
    {
        string message = exception.Message.ReplaceLineEndings(" ");
        return new SourceLoss(exception is PowerSourceException ? message : $"reading {id} failed: {exception.GetType().Name}: {message}", atNs);
    }

    /// <summary>The loss that a reading means which does not come back.</summary>
    /// <param name="id">Id of the source.</param>
    /// <param name="sinceNs">Its start.</param>
    /// <param name="nowNs">Now.</param>
    public static SourceLoss OfHang(string id, long sinceNs, long nowNs)
    {
        return new SourceLoss(string.Create(CultureInfo.InvariantCulture, $"{id} has not answered for {(nowNs - sinceNs) / 1e9:0.0} s"), sinceNs);
    }

    /// <summary>Whether the source may have been lost before the end of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="periodNs">Distance of its readings.</param>
    public bool Concerns(EnergyWindow window, long periodNs)
    {
        return AtNs - NoticeNs - (2 * periodNs) <= window.ToNs;
    }
}
