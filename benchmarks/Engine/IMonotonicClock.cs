namespace InferenceBench.Engine;

/// <summary>A clock that never goes back. Implemented by structs, so that reading it in the measured loop is a direct call.</summary>
internal interface IMonotonicClock
{
    /// <summary>Ticks of one second.</summary>
    long TicksPerSecond { get; }

    /// <summary>The time in ticks.</summary>
    long Now { get; }
}
