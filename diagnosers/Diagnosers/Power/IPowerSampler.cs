using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Sources that are being sampled.</summary>
internal interface IPowerSampler : IDisposable
{
    /// <summary>What is sampled.</summary>
    IReadOnlyList<RecordedSource> Sources { get; }

    /// <summary>Lets all sources be read as soon as possible: a window is about to begin or has just ended. Does not wait.</summary>
    void Touch();

    /// <summary>Copies the readings of a source.</summary>
    /// <param name="source">Index in <see cref="Sources"/>.</param>
    /// <param name="window">Readings from here to there and of 1 s on either side.</param>
    PowerRecording Capture(int source, EnergyWindow window);
}
