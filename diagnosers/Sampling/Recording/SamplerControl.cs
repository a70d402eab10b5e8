namespace InferenceBench.Sampling.Recording;

/// <summary>What other threads want of a sampler. Any thread.</summary>
internal sealed class SamplerControl
{
    private readonly ISamplingClock _clock;
    private volatile bool _isStopping;
    private volatile bool _isPaused;
    private long _asked;
    private long _answered;

    /// <summary>Nothing is wanted yet.</summary>
    /// <param name="clock">The sampler's clock, to wake it.</param>
    public SamplerControl(ISamplingClock clock)
    {
        _clock = clock;
    }

    /// <summary>Whether the sampler is to end.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Whether the sampler is to leave its source alone.</summary>
    public bool IsPaused => _isPaused;

    /// <summary>Number of the last reading that was asked for.</summary>
    public long Asked => Volatile.Read(ref _asked);

    /// <summary>Number of the last reading that was asked for and made.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Ends the sampler after the reading that it is at.</summary>
    public void Stop()
    {
        _isStopping = true;
        _clock.Wake();
    }

    /// <summary>No reading begins from here on until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        _isPaused = true;
        _clock.Wake();
    }

    /// <summary>Readings go on.</summary>
    public void Resume()
    {
        _isPaused = false;
        _clock.Wake();
    }

    /// <summary>Asks for a reading at once.</summary>
    /// <returns>Its number.</returns>
    public long Ask()
    {
        long number = Interlocked.Increment(ref _asked);
        _clock.Wake();
        return number;
    }

    /// <summary>Says that a reading was made. Sampler only.</summary>
    /// <param name="number">What was asked for when it began.</param>
    public void Answer(long number)
    {
        Volatile.Write(ref _answered, number);
    }
}
