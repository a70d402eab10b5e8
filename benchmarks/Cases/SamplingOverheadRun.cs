using BenchmarkDotNet.Engines;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Cases;

/// <summary>Switches a sampler on and off in this process while a child measures.</summary>
internal sealed class SamplingOverheadRun : IDisposable
{
    /// <summary>Period of the sampler: 50 Hz, whatever the sensor's own would be.</summary>
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(20);

    // Several readings and inferences long, and short against the drift of a machine's speed.
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(250);
    private readonly PowerMonitor _monitor;
    private readonly SamplerStatistics? _before;
    private readonly ManualResetEventSlim _end = new();
    private readonly List<SamplingOverheadSlice> _slices = [];
    private readonly Thread _switch;

    private SamplingOverheadRun(IPowerSource source)
    {
        _monitor = PowerMonitor.Start([source], new SamplerSettings { Period = s_period });
        _monitor.Pause();
        _before = _monitor.StatisticsOf(0);
        _switch = new Thread(Alternate) { IsBackground = true, Name = "sampling overhead" };
    }

    /// <summary>What is sampled.</summary>
    public string Source => _monitor.Sources[0].Id;

    /// <summary>The slices, in pairs of one with the sampler on and one with it off, in random order.</summary>
    public IReadOnlyList<SamplingOverheadSlice> Slices => _slices;

    /// <summary>What the sampler had done before the first slice; null when it got no reading.</summary>
    public SamplerStatistics? Before => _before;

    /// <summary>What the sampler has done; null when it got no reading.</summary>
    public SamplerStatistics? After => _monitor.StatisticsOf(0);

    /// <summary>A paused sampler for a case of <see cref="SamplingOverheadBenchmarks"/>; null for other cases.</summary>
    /// <param name="benchmark">Full name of the case's class.</param>
    public static SamplingOverheadRun? For(string benchmark)
    {
        return benchmark == typeof(SamplingOverheadBenchmarks).FullName ? new SamplingOverheadRun(OpenSource()) : null;
    }

    /// <summary>Alternates between the two signals around the child's actual stage.</summary>
    /// <param name="signal">What the child signals.</param>
    public void On(HostSignal signal)
    {
        if (signal == HostSignal.BeforeActualRun)
        {
            _switch.Start();
        }
        else if (signal == HostSignal.AfterActualRun)
        {
            End();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _monitor.Dispose();
        _end.Dispose();
    }

    // The first sensor that is there; the user's own choice would not change what sampling costs by much.
    private static IPowerSource OpenSource()
    {
        foreach (IPowerSensor sensor in PowerSensors.All.Where(static sensor => sensor.Probe(new SensorQuery()).IsAvailable))
        {
            try
            {
                return sensor.Open(new SensorQuery());
            }
            catch (PowerSourceException exception)
            {
                Console.Error.WriteLine($"{sensor.Id}: {exception.Message}");
            }
        }

        return new SamplingOverheadFiles();
    }

    private void End()
    {
        _end.Set();
        if (_switch.IsAlive)
        {
            _switch.Join();
        }
    }

    private void Alternate()
    {
        // Seeded; in random order, so that nothing periodic falls on one of the two only.
        var random = new Random(1);
        while (!_end.IsSet)
        {
            bool isOnFirst = random.Next(2) == 0;
            Slice(isOnFirst);
            Slice(!isOnFirst);
        }

        _monitor.Pause();
    }

    private void Slice(bool isOn)
    {
        if (isOn)
        {
            _monitor.Resume();
        }
        else
        {
            _monitor.Pause();
        }

        long fromNs = MonotonicTime.NowNs;
        _end.Wait(s_slice);
        _slices.Add(new SamplingOverheadSlice(fromNs, MonotonicTime.NowNs, isOn));
    }
}
