using InferenceBench.Contracts;
using InferenceBench.Engine;
using InferenceBench.Models;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Engine;

public sealed class CaseSpecTests
{
    [Fact]
    public void A_case_reaches_its_child_unchanged()
    {
        var spec = new CaseSpec(
            "InferenceBench.Cases.OnnxFileBenchmarks",
            new CaseKey("engine", "fast", "cuda", "cuda:1", "name with \"quotes\" – and\nlines", 8, "fp16"),
            new OpenRequest(
                "/models/a b.onnx",
                [new TensorSpec("x", ElementType.Int64, [8, 3])],
                [new TensorSpec("y", ElementType.Float16, [-1])],
                Device.Cuda(1),
                "cuda",
                "fast",
                Precision.Fp16,
                4,
                new Dictionary<string, string> { ["level"] = "all" }),
            new StageSettings { Duration = TimeSpan.FromMilliseconds(1500), IterationCount = 3 },
            ulong.MaxValue,
            InputRange.Pixels,
            null,
            123,
            "/cache/reference",
            null);

        string line = CaseSpecJson.Write(spec);
        CaseSpec read = CaseSpecJson.TryRead(line)!;

        Assert.DoesNotContain('\n', line);
        Assert.Equal(line, CaseSpecJson.Write(read));
        Assert.Equal((spec.Key, spec.Stages, spec.Seed, spec.InputRange, spec.Open.Device), (read.Key, read.Stages, read.Seed, read.InputRange, read.Open.Device));
        Assert.Equal("y float16[?]", Assert.Single(read.Open.Outputs).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    public void Nonsense_is_no_case(string line)
    {
        Assert.Null(CaseSpecJson.TryRead(line));
    }
}
