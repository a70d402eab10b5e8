using InferenceBench.Cases;
using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class OverheadBenchmarksTests
{
    [Theory]
    [InlineData(typeof(OverheadBenchmarks), "one", true, "cpu", true)]
    [InlineData(typeof(OverheadBenchmarks), "one", true, "cuda", false)]
    [InlineData(typeof(OverheadBenchmarks), "gpus-only", true, "cuda", true)]
    [InlineData(typeof(OverheadBenchmarks), "one", false, "cpu", false)]
    [InlineData(typeof(SamplingOverheadBenchmarks), "one", true, "cpu", false)]
    [InlineData(typeof(SamplingOverheadBenchmarks), "onnxruntime", true, "cpu", true)]
    [InlineData(typeof(ResnetBenchmarks), "one", false, "cuda", true)]
    public void Overheads_are_compared_where_there_is_a_bare_loop(Type benchmark, string framework, bool hasBareLoop, string provider, bool isCompared)
    {
        ProviderDescriptor[] providers = framework == "gpus-only" ? [new("cuda", DeviceKind.Cuda)] : [new("cpu", DeviceKind.Cpu), new("cuda", DeviceKind.Cuda)];
        var descriptor = new FrameworkDescriptor(framework, providers, ["default"], []) { HasBareLoop = hasBareLoop };

        Assert.Equal(isCompared, OverheadBenchmarks.RunsOn(benchmark, new CaseTarget(descriptor, "default", provider, Device.Cpu, null, null, false)));
    }

    [Theory]
    [InlineData(typeof(OverheadBenchmarks), "second", false)]
    [InlineData(typeof(SamplingOverheadBenchmarks), "second", false)]
    [InlineData(typeof(ResnetBenchmarks), "second", true)]
    public void Of_several_variants_the_first_alone_is_compared(Type benchmark, string variant, bool isCompared)
    {
        var descriptor = new FrameworkDescriptor("onnxruntime", [new("cpu", DeviceKind.Cpu)], ["first", "second"], []) { HasBareLoop = true };

        Assert.Equal(isCompared, OverheadBenchmarks.RunsOn(benchmark, new CaseTarget(descriptor, variant, "cpu", Device.Cpu, null, null, false)));
    }

    [Fact]
    public void The_table_has_both_medians_of_every_framework_and_their_ratio()
    {
        var report = new OverheadReport();

        report.Add(Key("one"), Trace(2, 4, 3, 5, 4, 6), null);
        report.Add(Key("two"), Trace(1, 1), null);

        Assert.Equal(
            """
            | Framework | Model | Inferences | Suite p50 [ms] | Bare loop p50 [ms] | Ratio |
            |---|---|---:|---:|---:|---:|
            | one | net | 6 | 3.0000 | 5.0000 | 0.6000 |
            | two | net | 2 | 1.0000 | 1.0000 | 1.0000 |

            """,
            report.ToString());
    }

    private static CaseKey Key(string framework)
    {
        return new CaseKey(framework, "overhead", "cpu", "cpu", "net", 1, "fp32");
    }

    private static InferenceTrace Trace(params int[] latenciesMs)
    {
        long[] ends = [.. latenciesMs.Select((_, i) => latenciesMs.Take(i + 1).Sum() * 1_000_000L)];
        return new InferenceTrace([.. ends.Zip(latenciesMs, static (end, latency) => end - (latency * 1_000_000L))], ends, [], 0);
    }
}
