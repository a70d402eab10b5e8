using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Replay;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Where the readings of a selected source come from: the sampler, a trace, or nowhere.</summary>
/// <param name="Source">What is read; null when it could not be opened.</param>
/// <param name="Index">Its index in the sampler; -1 when it is not sampled.</param>
/// <param name="Replay">The trace that stands for it; null for a sensor.</param>
/// <param name="Reason">Why there are no readings; null when there are.</param>
internal sealed record PowerFeed(RecordedSource? Source, int Index, ReplayTrace? Replay, string? Reason)
{
    /// <summary>What the source said of itself when it was opened.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A source that cannot be read.</summary>
    /// <param name="reason">Why, in one line.</param>
    public static PowerFeed None(string reason)
    {
        return new PowerFeed(null, -1, null, reason);
    }
}
