namespace InferenceBench.Sampling.Recording;

/// <summary>What a sampler needs of time, so that tests can let it pass.</summary>
internal interface ISamplingClock
{
    /// <summary>Now, in monotonic nanoseconds.</summary>
    long NowNs { get; }

    /// <summary>Sleeps until a moment, or until it is woken. Allocates nothing.</summary>
    /// <param name="untilNs">The moment in monotonic nanoseconds; <see cref="long.MaxValue"/> waits to be woken.</param>
    void WaitUntil(long untilNs);

    /// <summary>Ends the sleep, or the next one when there is none. Any thread.</summary>
    void Wake();
}
