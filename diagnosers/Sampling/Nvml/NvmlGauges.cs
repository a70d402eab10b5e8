using InferenceBench.Sampling.Nvml.Native;

namespace InferenceBench.Sampling.Nvml;

/// <summary>
/// Reads gauges at their own pace, so that the power path stays fast: each once in 100 ms, and after 1 ms of a call the rest waits for the next one. The first call
/// reads all of them. One thread at a time.
/// </summary>
internal sealed class NvmlGauges
{
    // A little less than 100 ms: a poll that comes a moment early must not wait for the next one.
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(90);
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(1);
    private readonly TimeProvider _time;
    private readonly NvmlReading[] _readings;
    private readonly long[] _readAt;
    private int _next;
    private bool _hasReadAll;

    /// <summary>Gauges that were never read.</summary>
    /// <param name="readings">What is read.</param>
    /// <param name="time">The clock.</param>
    public NvmlGauges(IEnumerable<NvmlReading> readings, TimeProvider time)
    {
        _time = time;
        _readings = [.. readings];
        _readAt = new long[_readings.Length];
    }

    /// <summary>What is read.</summary>
    public IReadOnlyList<NvmlReading> Readings => _readings;

    /// <summary>Reads what is due. Allocates nothing.</summary>
    /// <param name="device">The device.</param>
    /// <param name="values">[gauges]: takes the values, NaN where a gauge is not due or failed.</param>
    /// <param name="failedCall">C name of the function that failed last; empty when none did.</param>
    /// <returns>The code of the last failure; <see cref="NvmlReturn.Success"/> when there was none.</returns>
    public NvmlReturn Read(NvmlDevice device, Span<double> values, out string failedCall)
    {
        values.Fill(double.NaN);
        failedCall = "";
        NvmlReturn failure = NvmlReturn.Success;
        long start = _time.GetTimestamp();
        long now = start;
        for (int tried = 0; tried < _readings.Length && (!_hasReadAll || _time.GetElapsedTime(start, now) < s_budget); tried++)
        {
            if (!_hasReadAll || _time.GetElapsedTime(_readAt[_next], now) >= s_period)
            {
                NvmlReturn code = _readings[_next].Read(device, out double value);
                values[_next] = code == NvmlReturn.Success ? value : double.NaN;
                (failure, failedCall) = code == NvmlReturn.Success ? (failure, failedCall) : (code, _readings[_next].Call);
                _readAt[_next] = now;
                now = _time.GetTimestamp();
            }

            _next = (_next + 1) % _readings.Length;
        }

        _hasReadAll = true;
        return failure;
    }
}
