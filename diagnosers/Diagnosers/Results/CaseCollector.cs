using System.Diagnostics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Sampling.Energy;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Collects what each child leaves and turns it into the cases of the report. No member throws for a case that went wrong: that is a note or a reason.</summary>
internal sealed class CaseCollector
{
    private const string SamplesFolder = "samples";
    private readonly Lock _lock = new();
    private readonly Dictionary<BenchmarkCase, CaseSlot> _slots = [];
    private readonly List<CaseSlot> _ended = [];
    private readonly Dictionary<CaseKey, string> _skipped = [];
    private readonly HashSet<string> _sampleNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _runDirectory;
    private readonly ScratchFolder _scratch;
    private readonly PowerSession? _power;
    private readonly Func<CaseKey, string?> _displayNameOf;

    /// <summary>A collector without cases.</summary>
    /// <param name="runDirectory">The run's folder.</param>
    /// <param name="scratch">Where children write.</param>
    /// <param name="displayNameOf">What tables show in place of a case's framework and variant; null: their ids.</param>
    /// <param name="power">Measures the energy of cases; null for none.</param>
    public CaseCollector(string runDirectory, ScratchFolder scratch, Func<CaseKey, string?> displayNameOf, PowerSession? power = null)
    {
        _runDirectory = runDirectory;
        _scratch = scratch;
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
                return [.. _ended.Where(static slot => slot.Report.LatencyMs is not null && slot.TraceFile is not null).Select(static slot => (slot.Key, slot.TraceFile!))];
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

    /// <summary>Tells a child where to write. With several launches of a case the last one counts.</summary>
    /// <param name="benchmarkCase">The case.</param>
    /// <param name="start">The child that is about to start.</param>
    public void Prepare(BenchmarkCase benchmarkCase, ProcessStartInfo start)
    {
        lock (_lock)
        {
            CaseSlot slot = SlotOf(benchmarkCase);
            slot.TraceFile = _scratch.NextFile(".trace");
            slot.FactsFile = _scratch.NextFile(".json");
            start.Environment[InferenceTrace.PathVariable] = slot.TraceFile;
            start.Environment[CaseFacts.PathVariable] = slot.FactsFile;
        }
    }

    /// <summary>Reads what a child left when it has gone.</summary>
    /// <param name="benchmarkCase">The case.</param>
    public void Collect(BenchmarkCase benchmarkCase)
    {
        lock (_lock)
        {
            CaseSlot slot = SlotOf(benchmarkCase);
            if (slot.FactsFile is not null && CaseFacts.TryRead(slot.FactsFile) is { } facts)
            {
                slot.Report = slot.Report.WithFacts(facts);
            }

            if (slot.TraceFile is null || !File.Exists(slot.TraceFile))
            {
                slot.TraceFile = null;
                return;
            }

            ReadTrace(slot);
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
                slot.Report = slot.Report with { Status = CaseStatus.Skipped, Reason = slot.Report.Reason ?? "not run: the run ended before it" };
                End(slot);
            }
        }
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

    private void ReadTrace(CaseSlot slot)
    {
        try
        {
            InferenceTrace trace = InferenceTrace.Read(slot.TraceFile!);
            slot.Energy = MeasureEnergy(slot.Key.Device, trace);
            slot.Measured = WithEnergy(slot.Report.WithTrace(trace), slot);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            slot.Note($"no latencies: {exception.Message}");
            return;
        }

        SaveTrace(slot);
    }

    private CaseEnergy? MeasureEnergy(string device, InferenceTrace trace)
    {
        EnergyWindow[] windows = [.. trace.Windows.Select(static window => new EnergyWindow(window.StartNs, window.EndNs))];
        long inferences = trace.StartNs.Count + trace.Dropped;
        return windows.Length > 0 && inferences > 0 ? _power?.Measure(device, windows, inferences) : null;
    }

    private void SaveTrace(CaseSlot slot)
    {
        string name = SampleName(slot.Key);
        string saved = Path.Combine(_runDirectory, SamplesFolder, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(saved)!);
            using (FileStream source = File.OpenRead(slot.TraceFile!))
            {
                AtomicFile.Write(saved, source.CopyTo);
            }

            File.Delete(slot.TraceFile!);
            slot.TraceFile = saved;
            slot.Report = slot.Report with { SamplesFile = $"{SamplesFolder}/{name}" };
            slot.Measured = slot.Measured! with { SamplesFile = slot.Report.SamplesFile };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            slot.Note($"the trace could not be saved: {FileProblem.Of(exception)}");
        }
    }

    private string SampleName(CaseKey key)
    {
        string name = key.ToFileName();
        string unique = name;
        for (int number = 2; !_sampleNames.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}-{number}");
        }

        return unique + ".trace";
    }
}
