using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Hears of every case that ends, so that a run that is killed keeps what is finished.</summary>
internal sealed class CaseEvents : EventProcessor
{
    private readonly CaseCollector _collector;
    private readonly Action _save;
    private readonly Action<string> _note;

    /// <summary>Events of one run.</summary>
    /// <param name="collector">Where the cases are.</param>
    /// <param name="save">Saves the report so far.</param>
    /// <param name="note">Takes what concerns the whole run.</param>
    public CaseEvents(CaseCollector collector, Action save, Action<string> note)
    {
        _note = note;
        _collector = collector;
        _save = save;
    }

    /// <inheritdoc/>
    public override void OnValidationError(ValidationError validationError)
    {
        if (validationError.IsCritical)
        {
            _note($"nothing was run: {validationError.Message}");
        }
        else if (validationError.BenchmarkCase is { } benchmarkCase)
        {
            // A case that is dropped never ends; one that comes with a mere warning does, and then its verdict replaces this.
            _collector.Skip(CaseKeys.From(benchmarkCase), validationError.Message);
        }
    }

    /// <inheritdoc/>
    public override void OnStartRunBenchmarksInType(Type type, IReadOnlyList<BenchmarkCase> benchmarks)
    {
        _collector.Expect(benchmarks);
    }

    /// <inheritdoc/>
    public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report)
    {
        _collector.Complete(report);
        _save();
    }
}
