using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Power from two readings of energy counters.</summary>
internal static class CounterPower
{
    /// <summary>Mean power of one counter.</summary>
    /// <param name="channel">The counter.</param>
    /// <param name="before">Its value at first, in its own unit.</param>
    /// <param name="after">Its value later.</param>
    /// <param name="seconds">Time between them.</param>
    /// <returns>Watts; NaN when a reading failed, no time has passed, or the counter went back and has no known range.</returns>
    public static double Watts(PowerChannel channel, double before, double after, double seconds)
    {
        double units = after - before;
        units += units < 0 ? channel.CounterRange ?? double.NaN : 0;
        return units >= 0 && seconds > 0 ? units * channel.JoulesPerUnit / seconds : double.NaN;
    }
}
