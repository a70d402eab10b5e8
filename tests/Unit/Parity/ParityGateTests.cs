using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Parity;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ParityGateTests
{
    private static readonly TensorSpec s_output = new("y", ElementType.Float32, [1, 3]);

    [Fact]
    public void Equal_outputs_pass_and_name_the_reference()
    {
        using var folder = new TemporaryFolder();
        Seal(folder, [1, 2, 3]);

        ParityResult result = ParityGate.Check(new FixedSession([1, 2, 3]), folder.Root, Precision.Fp32);

        Assert.Equal(new ParityResult("passed", null, "engine 1.2 cpu", 0, 0, 1, null, 1), result);
    }

    [Fact]
    public void Other_outputs_fail_with_their_numbers()
    {
        using var folder = new TemporaryFolder();
        Seal(folder, [1, 2, 3]);

        ParityResult result = ParityGate.Check(new FixedSession([1, 2, 4]), folder.Root, Precision.Fp32);

        Assert.Equal(("failed", 1.0), (result.Status, result.MaxAbs));
        Assert.NotNull(result.Reason);
    }

    [Fact]
    public void Without_a_reference_there_is_no_verdict()
    {
        Assert.Equal("n/a", ParityGate.Check(new FixedSession([1]), null, Precision.Fp32).Status);
    }

    [Fact]
    public void A_reference_that_is_not_whole_gives_no_verdict()
    {
        using var folder = new TemporaryFolder();
        Seal(folder, [1, 2, 3]);
        folder.Raw("0.bin", 3);

        Assert.Null(ReferenceSet.TryRead(folder.Root));
        Assert.Equal("n/a", ParityGate.Check(new FixedSession([1, 2, 3]), folder.Root, Precision.Fp32).Status);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"reference":"r","outputs":[],"hashes":["00"]}""")]
    public void A_seal_that_is_damaged_is_no_seal(string json)
    {
        using var folder = new TemporaryFolder();
        folder.Text("reference.json", json);

        Assert.Null(ReferenceSet.TryRead(folder.Root));
    }

    private static void Seal(TemporaryFolder folder, double[] values)
    {
        File.WriteAllBytes(InferenceJob.TensorFile(folder.Root, 0), Elements.FromDoubles(values, ElementType.Float32));
        ReferenceSet.Seal(folder.Root, "engine 1.2 cpu", [s_output]);
    }

    private sealed class FixedSession(double[] values) : IInferenceSession
    {
        private readonly byte[] _raw = Elements.FromDoubles(values, ElementType.Float32);

        public IReadOnlyList<TensorSpec> Inputs { get; } = [new TensorSpec("x", ElementType.Float32, [1, 3])];

        public IReadOnlyList<TensorSpec> Outputs { get; } = [s_output];

        public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

        public void SetInput(int index, ReadOnlySpan<byte> data)
        {
        }

        public void Run()
        {
        }

        public ReadOnlySpan<byte> GetOutput(int index)
        {
            return _raw;
        }

        public void Dispose()
        {
        }
    }
}
