using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Validators;
using InferenceBench.Children;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Schema;
using Perfolizer.Mathematics.OutlierDetection;

namespace InferenceBench.Cases;

/// <summary>BenchmarkDotNet's configuration of a run, and its cases.</summary>
internal static class SuiteConfig
{
    /// <summary>A configuration with one job for each framework × provider × variant, and filters that leave exactly the given cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="request">BenchmarkDotNet's part of the command line.</param>
    /// <param name="toolchain">Runs them; null only to look at them.</param>
    public static ManualConfig Create(IReadOnlyList<PlannedCase> cases, BenchmarkRequest request, IToolchain? toolchain)
    {
        var keys = cases.Select((planned, index) => ((planned.Benchmark, planned.Key), index)).ToDictionary(pair => pair.Item1, pair => pair.index);
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddValidator(JitOptimizationsValidator.FailOnError)
            .AddFilter([.. request.Filters])
            .AddFilter(new SimpleFilter(benchmarkCase => keys.ContainsKey(KeyOf(benchmarkCase))))
            .WithOrderer(new PlanOrderer(benchmarkCase => keys[KeyOf(benchmarkCase)]));
        request.AddTo(config);
        config.AddJob([.. cases.Select(planned => planned.Target).DistinctBy(target => target.JobId).Select(target => CreateJob(target, request, toolchain))]);
        return config;
    }

    /// <summary>BenchmarkDotNet's cases of a configuration, by class.</summary>
    /// <param name="cases">The cases that the configuration was made for.</param>
    /// <param name="config">The configuration.</param>
    public static BenchmarkRunInfo[] Discover(IReadOnlyList<PlannedCase> cases, IConfig config)
    {
        CaseSelection.Current = cases;
        return [.. cases
            .Select(planned => planned.Benchmark)
            .Distinct()
            .Select(benchmark => BenchmarkConverter.TypeToBenchmarks(benchmark, config))
            .Where(info => info.BenchmarksCases.Length > 0)];
    }

    /// <summary>What identifies a case within a run.</summary>
    /// <param name="benchmarkCase">A case of BenchmarkDotNet.</param>
    public static (Type Benchmark, CaseKey Key) KeyOf(BenchmarkCase benchmarkCase)
    {
        return (benchmarkCase.Descriptor.Type, CaseKeys.From(benchmarkCase));
    }

    // Outliers stay: percentiles and energy count every inference, and the mean must be theirs.
    private static Job CreateJob(CaseTarget target, BenchmarkRequest request, IToolchain? toolchain)
    {
        Job job = new Job(target.JobId)
            .WithEnvironmentVariables(
            [
                new EnvironmentVariable(CaseKeys.FrameworkVariable, target.Framework.Id),
                new EnvironmentVariable(CaseKeys.ProviderVariable, target.Provider),
                new EnvironmentVariable(CaseKeys.VariantVariable, target.Variant),
                .. ChildEnvironment.Of(target.Framework, target.ChildSettings).Select(static variable => new EnvironmentVariable(variable.Key, variable.Value)),
            ])
            .WithUnrollFactor(1)
            .WithLaunchCount(1)
            .WithEvaluateOverhead(false)
            .WithGcForce(false)
            .WithOutlierMode(OutlierMode.DontRemove);
        return request.Mutate(toolchain is null ? job : job.WithToolchain(toolchain));
    }
}
