using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using InferenceBench.Cases;
using InferenceBench.Engine;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Toolchain;

/// <summary>Runs one case after the other, each in its own child. One case that fails never stops the others.</summary>
internal sealed class CaseExecutor : IExecutor
{
    private readonly CaseSpecs _specs;
    private readonly TimeSpan _limit;
    private readonly RunCancellation _cancellation;
    private readonly RunProgress _progress;
    private readonly OverheadReport _overhead;
    private readonly IDiagnoser _diagnoser;

    /// <summary>The executor of a run.</summary>
    /// <param name="specs">What each child needs.</param>
    /// <param name="limit">Time after which a child is killed.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="progress">Shows what happens.</param>
    /// <param name="overhead">Gets the traces of the overhead benchmarks.</param>
    /// <param name="diagnoser">Hears of the launches of which BenchmarkDotNet tells no diagnoser: all but the last one of a case.</param>
    public CaseExecutor(
        CaseSpecs specs, TimeSpan limit, RunCancellation cancellation, RunProgress progress, OverheadReport overhead, IDiagnoser diagnoser)
    {
        _diagnoser = diagnoser;
        _specs = specs;
        _limit = limit;
        _cancellation = cancellation;
        _progress = progress;
        _overhead = overhead;
    }

    /// <inheritdoc />
    public ExecuteResult Execute(ExecuteParameters executeParameters)
    {
        if (_cancellation.IsRequested)
        {
            return Failed(CaseFailure.NotStarted, executeParameters);
        }

        try
        {
            return Run(executeParameters);
        }
#pragma warning disable CA1031 // An exception here would end BenchmarkDotNet's run and lose all results.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            executeParameters.Logger.WriteLineError(exception.ToString());
            return Failed($"the suite could not run it: {Children.ExceptionText.Of(exception)}", executeParameters);
        }
    }

    private ExecuteResult Run(ExecuteParameters parameters)
    {
        CaseSpec spec = _specs.Create(parameters.BenchmarkCase);
        using var child = new CaseProcess(parameters.BenchmarkCase.Job);
        var action = new DiagnoserActionParameters(child.Process, parameters.BenchmarkCase, parameters.BenchmarkId);
        using SamplingOverheadRun? sampling = SamplingOverheadRun.For(spec.Benchmark);
        CaseOutcome outcome;
        try
        {
            Notify(parameters, HostSignal.BeforeProcessStart, action);
            outcome = child.Run(spec, _limit, _cancellation, signal => OnSignal(parameters, signal, action, sampling), line => OnLine(parameters.Logger, line));
            bool isOverhead = parameters.Diagnoser is not null && (sampling is not null || spec.Benchmark == typeof(OverheadBenchmarks).FullName) && CaseFailure.HasDelivered(outcome);
            if (isOverhead && child.Process.StartInfo.Environment.TryGetValue(InferenceTrace.PathVariable, out string? trace) && File.Exists(trace))
            {
                _overhead.Add(spec.Key, InferenceTrace.Read(trace), sampling);
            }
        }
        finally
        {
            Notify(parameters, HostSignal.AfterProcessExit, new DiagnoserActionParameters(null, parameters.BenchmarkCase, parameters.BenchmarkId));
        }

        Log(parameters.Logger, outcome);
        string? failure = CaseFailure.Of(outcome, _limit, _cancellation.IsRequested);
        IReadOnlyList<string> prefixed = failure is null ? outcome.PrefixedLines : [.. outcome.PrefixedLines, CaseFailure.Line(failure)];
        return new ExecuteResult(true, outcome.ExitCode, outcome.ProcessId, outcome.Results, prefixed, [], parameters.LaunchIndex);
    }

    private void OnSignal(ExecuteParameters parameters, HostSignal signal, DiagnoserActionParameters action, SamplingOverheadRun? sampling)
    {
        Notify(parameters, signal, action);
        sampling?.On(signal);
    }

    private void OnLine(ILogger logger, string line)
    {
        logger.WriteLine(line);
        _progress.OnLine(line);
    }

    // A diagnoser that throws would take the run down with it; its own results are missing then, and the log says why.
    private void Notify(ExecuteParameters parameters, HostSignal signal, DiagnoserActionParameters action)
    {
        try
        {
            (parameters.Diagnoser ?? _diagnoser).Handle(signal, action);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            parameters.Logger.WriteLineError($"// a diagnoser failed at {signal}: {exception}");
        }
    }

    private static void Log(ILogger logger, CaseOutcome outcome)
    {
        foreach (string line in (outcome.Output + outcome.Errors).Split('\n').Where(line => line.Length > 0))
        {
            logger.WriteLine($"// child: {line}");
        }

        if (outcome.ExitCode != 0 && CaseFailure.HasDelivered(outcome))
        {
            logger.WriteLineError($"// the child {Children.ExitStatus.Describe(outcome.ExitCode)} after it had delivered its results");
        }
    }

    private static ExecuteResult Failed(string reason, ExecuteParameters parameters)
    {
        return new ExecuteResult(true, null, null, [], [CaseFailure.Line(reason)], [], parameters.LaunchIndex);
    }
}
