namespace InferenceBench.Cases;

/// <summary>A time in which the sampler was on, or off.</summary>
/// <param name="FromNs">Start in monotonic nanoseconds.</param>
/// <param name="ToNs">End in monotonic nanoseconds.</param>
/// <param name="IsOn">Whether the sampler was on.</param>
internal readonly record struct SamplingOverheadSlice(long FromNs, long ToNs, bool IsOn);
