using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

public sealed class CaseKeysTests
{
    [Fact]
    public void A_key_comes_from_the_job_and_the_params()
    {
        Job job = new Job("x").WithEnvironmentVariables(
            new(CaseKeys.FrameworkVariable, "libtorch"), new(CaseKeys.VariantVariable, "eager"), new(CaseKeys.ProviderVariable, "cuda"), new("OTHER", "1"));

        Assert.Equal(new CaseKey("libtorch", "eager", "cuda", "cpu", "bad", 4, "fp32"), CaseKeys.From(FirstOf<FakeBenchmarks>(job)));
    }

    [Fact]
    public void A_benchmark_without_framework_and_params_is_known_by_its_method()
    {
        Assert.Equal(new CaseKey("PlainBenchmarks.Loop", "default", "", "", "", 1, ""), CaseKeys.From(FirstOf<PlainBenchmarks>(new Job("x"))));
    }

    private static BenchmarkCase FirstOf<T>(Job job)
    {
        BenchmarkRunInfo info = BenchmarkConverter.TypeToBenchmarks(typeof(T), ManualConfig.CreateEmpty().AddJob(job));
        return info.BenchmarksCases.OrderBy(static c => c.Parameters.DisplayInfo, StringComparer.Ordinal).First();
    }
}
