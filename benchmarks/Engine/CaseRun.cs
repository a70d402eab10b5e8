using System.Diagnostics;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using InferenceBench.Cases;
using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Models;
using InferenceBench.Parity;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using Perfolizer.Mathematics.OutlierDetection;

namespace InferenceBench.Engine;

/// <summary>One case in its child, in BenchmarkDotNet's protocol: cold start, parity, warm-up, measuring. Takes the place of BenchmarkDotNet's engine, which has no stop rule by time and count and no stamp of every inference.</summary>
internal sealed class CaseRun : IDisposable
{
    private readonly CaseSpec _spec;
    private readonly IInferenceFramework _framework;
    private readonly InferenceBenchmarks _benchmark;
    private readonly IHost _host;
    private readonly List<Measurement> _measurements = [];
    private IInferenceSession? _session;

    /// <summary>A case that is ready to start.</summary>
    /// <param name="spec">The case.</param>
    /// <param name="framework">Its framework.</param>
    /// <param name="benchmark">Its benchmark object.</param>
    /// <param name="host">The line to the host.</param>
    public CaseRun(CaseSpec spec, IInferenceFramework framework, InferenceBenchmarks benchmark, IHost host)
    {
        _spec = spec;
        _framework = framework;
        _benchmark = benchmark;
        _host = host;
        Facts = new CaseFacts { FrameworkVersion = spec.FrameworkVersion, Macs = spec.Macs };
    }

    /// <summary>What is known so far.</summary>
    public CaseFacts Facts { get; private set; }

    /// <summary>Runs the case and reports its measurements.</summary>
    /// <exception cref="InferenceException">The engine failed, or the outputs differ from the reference.</exception>
    /// <exception cref="NotSupportedException">The framework does not do this case.</exception>
    public void Run()
    {
        double firstTicks = StartCold();
        CheckParity();
        double latencyTicks = WarmUp() ?? firstTicks;
        Measure(latencyTicks);
        _host.ReportResults(new RunResults(_measurements, OutlierMode.DontRemove, GcStats.Empty, ThreadingStats.Empty, 0));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session?.Dispose();
    }

    private double StartCold()
    {
        _host.WriteLine(ChildMessages.Stage("loading the model"));
        long start = Stopwatch.GetTimestamp();
        IInferenceSession session = _session = _benchmark.Open(_framework, _spec.Open);
        // What was built now and is ready the next time is no part of a cold start.
        TimeSpan load = Stopwatch.GetElapsedTime(start) - (session is IPreparedSession prepared ? prepared.PreparationTime : TimeSpan.Zero);
        Facts = Facts with { LoadMs = load.TotalMilliseconds, Settings = session.Settings };
        for (int i = 0; i < session.Inputs.Count; i++)
        {
            session.SetInput(i, SeededInputs.Create(session.Inputs[i], i, _spec.Seed, _spec.InputRange));
        }

        _host.WriteLine(ChildMessages.Stage("running the first inference"));
        start = Stopwatch.GetTimestamp();
        _benchmark.Infer();
        long ticks = Stopwatch.GetTimestamp() - start;
        Facts = Facts with { FirstInferenceMs = Milliseconds(ticks) };
        return ticks;
    }

    private void CheckParity()
    {
        ParityResult parity = _spec.ReferenceDirectory is { } directory
            ? ParityGate.Check(_session!, directory, _spec.Open.Precision)
            : new ParityResult("n/a", _spec.NoReferenceReason, null, null, null, null, null, null);
        Facts = Facts with { Parity = parity };
        if (parity.Status == "failed")
        {
            throw new InferenceException($"parity failed: {parity.Reason}");
        }
    }

    private double? WarmUp()
    {
        _host.WriteLine(ChildMessages.Stage("warming up"));
        var warmUp = new WarmUp<StopwatchClock>(_benchmark.Infer, default);
        warmUp.Run(_spec.Stages);
        Facts = Facts with { WarmUpMs = Milliseconds(warmUp.Ticks), WarmUpInferences = warmUp.Inferences };
        return warmUp.LatencyTicks;
    }

    private void Measure(double latencyTicks)
    {
        _host.WriteLine(ChildMessages.Stage("measuring"));
        var stage = new ActualStage<StopwatchClock>(_benchmark.Infer, default, _spec.Stages, latencyTicks);
        _benchmark.BeginMeasuring();
        GC.Collect();
        _host.SendSignal(HostSignal.BeforeActualRun);
        stage.Run(Report);
        Publish(stage);
        _host.SendSignal(HostSignal.AfterActualRun);
        _host.WriteLine(ChildMessages.Result(Nanoseconds(stage.MedianTicks()), stage.Inferences * 1e9 / Nanoseconds(stage.BusyTicks)));
        AskSession();
    }

    // In runs of their own: what is asked of the engine must not show in the figures.
    private void AskSession()
    {
        Facts = Facts with { DeviceMs = AfterMeasuring.TimeDevice(_session!) };
        if (AfterMeasuring.WriteProfile(_session!) is { } profile)
        {
            Facts = Facts with { Settings = new Dictionary<string, string>(Facts.Settings) { ["profile"] = profile } };
        }
    }

    private void Report(int iteration, long inferences, long ticks)
    {
        var measurement = new Measurement(1, IterationMode.Workload, IterationStage.Actual, iteration, inferences, Nanoseconds(ticks));
        _measurements.Add(measurement);
        _host.WriteLine(measurement.ToString());
    }

    // The files are whole before the host hears that measuring is over, so that it can read them at once.
    private void Publish(ActualStage<StopwatchClock> stage)
    {
        long peakBytes = Process.GetCurrentProcess().PeakWorkingSet64;
        Facts = Facts with
        {
            ManagedBytesPerInference = stage.AllocatedBytesPerInference,
            PeakResidentBytes = peakBytes > 0 ? peakBytes : null,
            Settings = new Dictionary<string, string>(_session!.Settings) { ["stop"] = _spec.Stages.StopText },
        };
        if (Environment.GetEnvironmentVariable(InferenceTrace.PathVariable) is { Length: > 0 } path)
        {
            TryWriteTrace(path, stage);
        }
    }

    // What was measured stays true without its trace; the host has the iterations.
    private void TryWriteTrace(string path, ActualStage<StopwatchClock> stage)
    {
        try
        {
            InferenceTrace.Write(path, stage.Stamps, stage.Windows, stage.Dropped);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _host.WriteLine(CaseNote.Line($"the trace is lost: {FileProblem.Of(exception)}"));
        }
    }

    private static double Milliseconds(long ticks)
    {
        return Nanoseconds(ticks) / 1e6;
    }

    private static double Nanoseconds(double ticks)
    {
        return ticks * 1e9 / Stopwatch.Frequency;
    }
}
