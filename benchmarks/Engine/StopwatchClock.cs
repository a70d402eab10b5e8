using System.Diagnostics;

namespace InferenceBench.Engine;

/// <summary>The clock of measurements: <see cref="Stopwatch"/>, on Linux the monotonic clock that all processes share.</summary>
internal readonly struct StopwatchClock : IMonotonicClock
{
    /// <inheritdoc />
    public long TicksPerSecond => Stopwatch.Frequency;

    /// <inheritdoc />
    public long Now => Stopwatch.GetTimestamp();
}
