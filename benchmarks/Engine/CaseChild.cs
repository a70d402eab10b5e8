using System.Reflection;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Engines;
using InferenceBench.Cases;
using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Registry;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Engine;

/// <summary>This executable as the child of one case: <c>--child case WRITE READ</c>. The case comes on standard input, which stays open as a lifeline.</summary>
internal static class CaseChild
{
    /// <summary>The kind of child, after <see cref="ChildProgram.Switch"/>.</summary>
    public const string Kind = "case";

    /// <summary>Runs the case that the host sends.</summary>
    /// <param name="writeHandle">Pipe to the host.</param>
    /// <param name="readHandle">Pipe from the host.</param>
    /// <param name="registry">All frameworks.</param>
    /// <returns>0 when the case was run, failed or skipped and the host knows; 1 when the host cannot be told.</returns>
    public static int Run(string writeHandle, string readHandle, FrameworkRegistry registry)
    {
        // A terminal sends Ctrl-C to the host and to its children; the host decides what becomes of the case.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        string? line = Lifeline.ReadLineAndHold();
        if (line is null || CaseSpecJson.TryRead(line) is not { } spec)
        {
            return 1;
        }

        using var host = new AnonymousPipesHost(writeHandle, readHandle);
        host.SendSignal(HostSignal.BeforeAnythingElse);
        Run(spec, registry, host);
        host.SendSignal(HostSignal.AfterAll);
        return 0;
    }

    private static void Run(CaseSpec spec, FrameworkRegistry registry, AnonymousPipesHost host)
    {
        IInferenceFramework framework = registry.Find(spec.Key.Framework)
            ?? throw new InvalidOperationException($"host and child are not the same build: no framework {spec.Key.Framework}");
        using var run = new CaseRun(spec, framework, CreateBenchmark(spec), host);
        try
        {
            run.Run();
            WriteFacts(host, run.Facts);
        }
        catch (NotSupportedException exception) when (exception is not VariantException)
        {
            string reason = ExceptionText.Of(exception);
            WriteFacts(host, run.Facts with { SkippedReason = reason });
            host.WriteLine(ChildMessages.Skipped(reason));
        }
#pragma warning disable CA1031 // Whatever an engine throws fails this case alone, with its reason.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string reason = exception is OutOfMemoryException ? $"out of memory: {OneLine.Of(exception.Message)}" : ExceptionText.Of(exception);
            WriteFacts(host, run.Facts with { FailedReason = reason });
            Console.Error.WriteLine(exception);
            host.SendError(reason);
        }
    }

    private static InferenceBenchmarks CreateBenchmark(CaseSpec spec)
    {
        Type type = Assembly.GetExecutingAssembly().GetType(spec.Benchmark, throwOnError: true)!;
        var benchmark = (InferenceBenchmarks)Activator.CreateInstance(type)!;
        benchmark.Model = spec.Key.Model;
        benchmark.Batch = spec.Key.Batch;
        benchmark.Precision = spec.Key.Precision;
        benchmark.Device = spec.Key.Device;
        return benchmark;
    }

    private static void WriteFacts(AnonymousPipesHost host, CaseFacts facts)
    {
        if (Environment.GetEnvironmentVariable(CaseFacts.PathVariable) is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            facts.Write(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.WriteLine(CaseNote.Line($"cold start, parity, memory and settings are lost: {FileProblem.Of(exception)}"));
        }
    }
}
