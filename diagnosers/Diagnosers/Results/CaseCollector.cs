using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Sampling.Energy;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Collects what each child leaves and turns it into the cases of the report. No member throws for a case that went wrong: that is a note or a reason.</summary>
internal sealed class CaseCollector
{
    /// <summary>Why a case is skipped that the run never came to.</summary>
    public const string NotRun = "not run: the run ended before it";

    private readonly CaseTraces _traces;
    private readonly CaseSamples _samples;
    private readonly IReadOnlyList<CaseReport> _recorded;
    private readonly Lock _lock = new();
    private readonly Dictionary<BenchmarkCase, CaseSlot> _slots = [];
    private readonly List<CaseSlot> _ended = [];
    private readonly Dictionary<CaseKey, string> _skipped = [];
    private readonly ScratchFolder _scratch;
    private readonly PowerSession? _power;
    private readonly Func<CaseKey, string?> _displayNameOf;

    /// <summary>A collector without cases.</summary>
    /// <param name="runDirectory">The run's folder.</param>
    /// <param name="scratch">Where children write.</param>
    /// <param name="displayNameOf">What tables show in place of a case's framework and variant; null: their ids.</param>
    /// <param name="power">Measures the energy of cases; null for none.</param>
    /// <param name="recorded">Cases that an earlier start of the run left; null for none. Their samples are kept.</param>
    public CaseCollector(
        string runDirectory, ScratchFolder scratch, Func<CaseKey, string?> displayNameOf, PowerSession? power = null, IReadOnlyList<CaseReport>? recorded = null)
    {
        _recorded = recorded ?? [];
        _samples = new CaseSamples(runDirectory, _recorded);
        _scratch = scratch;
        _traces = new CaseTraces(scratch);
        _displayNameOf = displayNameOf;
        _power = power;
    }

    /// <summary>The cases in the order in which they ended, then the skipped ones.</summary>
    public IReadOnlyList<CaseReport> Cases
    {
        get
        {
            lock (_lock)
            {
                CaseReport[] ended = [.. _ended.Select(static slot => slot.Report)];
                IEnumerable<CaseReport> skipped = _skipped.Select(
                    pair => CaseReport.Of(pair.Key, CaseStatus.Skipped, pair.Value) with { DisplayName = _displayNameOf(pair.Key) });
                return
                [
                    .. ended.Where(static report => report.Status != CaseStatus.Skipped),
                    .. ended.Where(static report => report.Status == CaseStatus.Skipped),
                    .. skipped,
                ];
            }
        }
    }

    /// <summary>The traces that are there, with their cases.</summary>
    public IReadOnlyList<(CaseKey Key, string TraceFile)> Traces
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _recorded.Where(IsKept).Select(old => (old.Key, _samples.PathOf(old))),
                    .. _ended.Where(static slot => slot.Report.LatencyMs is not null && slot.TraceFile is not null).Select(static slot => (slot.Key, slot.TraceFile!)),
                ];
            }
        }
    }

    /// <summary>Counts on cases: those that never end are reported as not run.</summary>
    /// <param name="cases">The cases.</param>
    public void Expect(IEnumerable<BenchmarkCase> cases)
    {
        lock (_lock)
        {
            foreach (BenchmarkCase benchmarkCase in cases)
            {
                SlotOf(benchmarkCase);
            }
        }
    }

    /// <summary>Records a case that does not run; the last reason wins.</summary>
    /// <param name="key">The case.</param>
    /// <param name="reason">Why.</param>
    public void Skip(CaseKey key, string reason)
    {
        lock (_lock)
        {
            _skipped[key] = OneLine.Of(reason) ?? "no reason was given";
        }
    }

    /// <summary>What is known of a case.</summary>
    /// <param name="benchmarkCase">The case.</param>
    public CaseReport Find(BenchmarkCase benchmarkCase)
    {
        lock (_lock)
        {
            return SlotOf(benchmarkCase).Current;
        }
    }

    /// <summary>Adds a note on a case.</summary>
    /// <param name="benchmarkCase">The case.</param>
    /// <param name="note">One line.</param>
    public void Note(BenchmarkCase benchmarkCase, string note)
    {
        lock (_lock)
        {
            SlotOf(benchmarkCase).Note(note);
        }
    }

    /// <summary>Tells a child where to write: one launch of the case begins.</summary>
    /// <param name="benchmarkCase">The case.</param>
    /// <param name="start">The child that is about to start.</param>
    public void Prepare(BenchmarkCase benchmarkCase, ProcessStartInfo start)
    {
        lock (_lock)
        {
            var launch = new CaseLaunch(_scratch.NextFile(".trace"), _scratch.NextFile(".json"));
            SlotOf(benchmarkCase).Launches.Add(launch);
            start.Environment[InferenceTrace.PathVariable] = launch.TraceFile;
            start.Environment[CaseFacts.PathVariable] = launch.FactsFile;
        }
    }

    /// <summary>Reads what a child left when it has gone; after the last launch also the traces of all of them.</summary>
    /// <param name="benchmarkCase">The case.</param>
    public void Collect(BenchmarkCase benchmarkCase)
    {
        lock (_lock)
        {
            CaseSlot slot = SlotOf(benchmarkCase);
            if (slot.Launches is [.., var launch])
            {
                launch.Facts = CaseFacts.TryRead(launch.FactsFile);
            }

            if (slot.Launches.Count == slot.LaunchCount)
            {
                ReadLaunches(slot);
            }
        }
    }

    /// <summary>Gives the verdict on a case; later calls for the same case change nothing.</summary>
    /// <param name="report">BenchmarkDotNet's report of it.</param>
    public void Complete(BenchmarkReport report)
    {
        lock (_lock)
        {
            CaseSlot slot = SlotOf(report.BenchmarkCase);
            if (!slot.IsComplete)
            {
                ReadLaunches(slot);
                slot.Report = WithEnergy(CaseVerdict.Of(slot, report), slot);
                End(slot);
            }
        }
    }

    /// <summary>Says that the windows of a case are about to begin, or have just ended.</summary>
    public void Touch()
    {
        _power?.Touch();
    }

    /// <summary>Computes the energies of all cases that ended anew: idle power after the last case is known by now.</summary>
    public void UpdateEnergies()
    {
        lock (_lock)
        {
            foreach (CaseSlot slot in _ended)
            {
                slot.Report = WithEnergy(slot.Report, slot);
            }
        }
    }

    /// <summary>Reports what was expected and never ended as not run.</summary>
    public void CloseExpected()
    {
        lock (_lock)
        {
            foreach (CaseSlot slot in _slots.Values.Where(static slot => !slot.IsComplete))
            {
                slot.Report = slot.Report with { Status = CaseStatus.Skipped, Reason = slot.Report.Reason ?? NotRun };
                End(slot);
            }
        }
    }

    private bool IsKept(CaseReport old)
    {
        return old is { Status: CaseStatus.Ok, SamplesFile: not null } && File.Exists(_samples.PathOf(old)) && !_ended.Any(slot => Resumption.IsSame(old, slot.Report));
    }

    // Like its latencies, the energy of a case that failed should not be compared.
    private CaseReport WithEnergy(CaseReport report, CaseSlot slot)
    {
        return _power is null || report.Status != CaseStatus.Ok ? report : _power.Complete(report, slot.Energy);
    }

    private void End(CaseSlot slot)
    {
        slot.IsComplete = true;
        _skipped.Remove(slot.Key);
        _ended.Add(slot);
    }

    private CaseSlot SlotOf(BenchmarkCase benchmarkCase)
    {
        if (!_slots.TryGetValue(benchmarkCase, out CaseSlot? slot))
        {
            slot = new CaseSlot(benchmarkCase, _displayNameOf);
            _slots.Add(benchmarkCase, slot);
        }

        return slot;
    }

    private void ReadLaunches(CaseSlot slot)
    {
        if (slot.IsRead)
        {
            return;
        }

        slot.IsRead = true;
        if (LaunchFacts.Join([.. slot.Launches.Select(static launch => launch.Facts)], slot.LaunchCount) is { } facts)
        {
            slot.Report = slot.Report.WithFacts(facts);
        }

        if (slot.LaunchCount > 1)
        {
            string launches = slot.LaunchCount.ToString(CultureInfo.InvariantCulture);
            slot.Report = slot.Report with { Settings = new Dictionary<string, string>(slot.Report.Settings) { ["launches"] = launches } };
        }

        if (_traces.Read(slot) is not { } trace)
        {
            return;
        }

        // All launches at once: the sampler runs on between them, and only their windows count.
        slot.Energy = MeasureEnergy(slot.Key.Device, trace);
        slot.Measured = WithEnergy(slot.Report.WithTrace(trace), slot);
        _samples.Save(slot);
    }

    private CaseEnergy? MeasureEnergy(string device, InferenceTrace trace)
    {
        EnergyWindow[] windows = [.. trace.Windows.Select(static window => new EnergyWindow(window.StartNs, window.EndNs))];
        long inferences = trace.StartNs.Count + trace.Dropped;
        return windows.Length > 0 && inferences > 0 ? _power?.Measure(device, windows, inferences) : null;
    }
}
