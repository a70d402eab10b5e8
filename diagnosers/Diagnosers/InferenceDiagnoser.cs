using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;
using InferenceBench.Diagnosers.Columns;
using InferenceBench.Diagnosers.Results;

namespace InferenceBench.Diagnosers;

/// <summary>
/// Tells each child where to write its trace and facts, and reads them when it has gone. Never throws: an exception here would end the whole run and lose
/// every result (BenchmarkDotNet 0.14), so a problem becomes a note on its case.
/// </summary>
internal sealed class InferenceDiagnoser : IDiagnoser
{
    private readonly CaseCollector _collector;

    /// <summary>A diagnoser for one run.</summary>
    /// <param name="collector">Where it puts what it reads.</param>
    public InferenceDiagnoser(CaseCollector collector)
    {
        _collector = collector;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Ids => [nameof(InferenceDiagnoser)];

    /// <inheritdoc/>
    public IEnumerable<IExporter> Exporters => [];

    /// <inheritdoc/>
    public IEnumerable<IAnalyser> Analysers => [];

    /// <inheritdoc/>
    public RunMode GetRunMode(BenchmarkCase benchmarkCase)
    {
        return RunMode.NoOverhead;
    }

    /// <inheritdoc/>
    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        try
        {
            switch (signal)
            {
                case HostSignal.BeforeProcessStart:
                    _collector.Prepare(parameters.BenchmarkCase, parameters.Process.StartInfo);
                    break;
                case HostSignal.BeforeActualRun or HostSignal.AfterActualRun:
                    _collector.Touch();
                    break;
                case HostSignal.AfterProcessExit:
                    _collector.Collect(parameters.BenchmarkCase);
                    break;
            }
        }
#pragma warning disable CA1031 // see the summary of the class
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _collector.Note(parameters.BenchmarkCase, $"diagnoser at {signal}: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> ProcessResults(DiagnoserResults results)
    {
        try
        {
            return InferenceMetric.Of(_collector.Find(results.BenchmarkCase));
        }
#pragma warning disable CA1031 // see the summary of the class
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _collector.Note(results.BenchmarkCase, $"diagnoser: {exception.Message}");
            return [];
        }
    }

    /// <inheritdoc/>
    public void DisplayResults(ILogger logger)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters)
    {
        return [];
    }
}
