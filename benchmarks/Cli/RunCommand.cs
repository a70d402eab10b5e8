using System.CommandLine;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Running;
using InferenceBench.Cases;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cli;

/// <summary>The command line without a verb: the suite's own options, and everything else for BenchmarkDotNet.</summary>
internal static class RunCommand
{
    private const string Description = """
        Runs vision models through inference frameworks and prints latency and throughput. Without any argument: ResNet-50 and MobileNetV3-Large, batches 1 and 8, on all that this machine has.

        BenchmarkDotNet's options apply, too: --job dry runs each case once, --iterationCount, --invocationCount, --warmupCount, --launchCount, --exporters, --list flat, --info.
        """;

    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="arguments">The whole command line, for the manifest.</param>
    public static RootCommand Create(FrameworkRegistry registry, IReadOnlyList<string> arguments)
    {
        var parser = new RunOptionsParser();
        var command = new RootCommand(Description) { TreatUnmatchedTokensAsErrors = false };
        Option<string[]> filter = FilterOption.Create();
        command.Options.Add(filter);
        parser.AddTo(command);
        command.SetAction(result => Run(
            registry,
            parser.Parse(result, registry),
            BenchmarkRequest.Parse(result.GetValue(filter) ?? [], result.UnmatchedTokens, arguments.Count == 0),
            arguments));
        return command;
    }

    private static int Run(FrameworkRegistry registry, RunOptions options, BenchmarkRequest request, IReadOnlyList<string> arguments)
    {
        if (request.WantsInformation)
        {
            Console.WriteLine(HostEnvironmentInfo.GetInformation());
            return 0;
        }

        if (request.WantsNames)
        {
            return PrintNames(RunPlan.Create(registry, options, request, _ => { }));
        }

        Task describing = Task.Run(HostDescription.Prefetch);
        RunPlan plan;
        try
        {
            plan = RunPlan.Create(registry, options, request, BenchmarkRun.Prepare);
        }
        finally
        {
            // Also when there is no plan: BenchmarkDotNet kills at exit what it asks about the machine, and that prints to standard error.
            describing.Wait();
        }

        return new BenchmarkRun(registry, plan, arguments).Execute();
    }

    private static int PrintNames(RunPlan plan)
    {
        foreach (CaseKey key in plan.Runs.Select(planned => planned.Key))
        {
            Console.WriteLine($"{key.Framework}-{key.Provider} {key.Variant} {key.Device} {key.Model} b{key.Batch} {key.Precision}");
        }

        return 0;
    }
}
