using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Frameworks.Torch.Sessions;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>What is special to libtorch's sessions; what all sessions keep is in <see cref="LibtorchContract"/>.</summary>
[Collection(LibtorchGroup.Name)]
public sealed class LibtorchSessionTests : IDisposable
{
    private readonly TinyModels _models = new();
    private readonly LibtorchFramework _framework = new();

    public LibtorchSessionTests()
    {
        LibtorchGroup.SkipWithoutLibtorch(_framework);
    }

    public static TheoryData<string> Variants => new("eager", "optimised");

    [Theory]
    [InlineData("contiguous")]
    [InlineData("channels-last")]
    public void Eager_and_optimised_agree_in_every_memory_format(string format)
    {
        float[] eager = RunConvolution(LibtorchDescriptor.Eager, Precision.Fp32, []);

        float[] optimised = RunConvolution(LibtorchDescriptor.Optimised, Precision.Fp32, new() { ["memory-format"] = format });

        Assert.All(eager.Zip(optimised), static pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Contains(eager, static element => element > 0);
    }

    [Fact]
    public void Freezing_alone_gives_the_same_result()
    {
        float[] eager = RunConvolution(LibtorchDescriptor.Eager, Precision.Fp32, []);

        float[] frozen = RunConvolution(LibtorchDescriptor.Optimised, Precision.Fp32, new() { ["optimisation"] = "freeze" });

        Assert.All(eager.Zip(frozen), static pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [InlineData(Precision.Fp16, 0.02f)]
    [InlineData(Precision.Bf16, 0.1f)]
    public void A_lower_precision_is_computed_or_refused_in_libtorchs_words(Precision precision, float tolerance)
    {
        float[] single = RunConvolution(LibtorchDescriptor.Eager, Precision.Fp32, []);
        float[] lower;
        try
        {
            lower = RunConvolution(LibtorchDescriptor.Optimised, precision, []);
        }
        catch (NotSupportedException e)
        {
            Assert.Contains("not implemented", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            Assert.Skip($"{precision.ToName()} on this CPU: {e.Message}");
            return;
        }

        Assert.All(single.Zip(lower), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.NotEqual(single, lower);
    }

    [Fact]
    public void Effective_settings_are_told()
    {
        using IInferenceSession session = OpenMatMul(LibtorchDescriptor.Optimised, new() { ["memory-format"] = "channels-last", ["optimisation"] = "freeze" });

        Assert.Equal("cpu", session.Settings["provider"]);
        Assert.Equal("1", session.Settings["threads"]);
        Assert.Equal("1", session.Settings["interOpThreads"]);
        Assert.Equal("channels-last", session.Settings["memoryFormat"]);
        Assert.Equal("freeze", session.Settings["optimisation"]);
        Assert.Equal("fp32, as in the file", session.Settings["precision"]);
        Assert.Equal("none (cpu)", session.Settings["transfers"]);
        Assert.Equal("true", session.Settings["oneDnn"]);
        Assert.Matches("^(OpenBLAS|MKL|reference BLAS|BLIS|ATLAS|BLAS)", session.Settings["blas"]);
        Assert.Equal($"libtorch {_framework.Probe().Version}, {_framework.Probe().Origin}", session.Settings["library"]);
    }

    [Fact]
    public void On_the_CPU_there_are_no_device_times_and_the_weights_have_their_size()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("convolution.onnx");
        ConvolutionModel.Write(path);
        using IInferenceSession opened = _framework.Open(LibtorchGroup.Request(path, [ConvolutionModel.Input]) with { Variant = LibtorchDescriptor.Eager });
        LibtorchSession session = Assert.IsType<LibtorchSession>(opened);
        session.Run();

        Assert.True(double.IsNaN(session.Module.Times.ComputeMs) && double.IsNaN(session.Module.Times.H2dMs));
        // Filters, and five vectors of 4 channels.
        Assert.Equal(((4 * 3 * 3 * 3) + (5 * 4)) * sizeof(float), session.Module.Memory.WeightBytes);
        Assert.Equal(-1, session.Module.Memory.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_bare_loop_runs_the_sessions_module(string variant)
    {
        using IInferenceSession session = OpenMatMul(variant);
        using IBareLoop bare = _framework.OpenBareLoop(LibtorchGroup.Request("", []), session);
        bare.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        bare.SetInput(1, Bytes(5f, 6f, 7f, 8f));

        bare.Run();
        session.Run();
        bare.Run();

        Assert.Equal([19f, 22f, 43f, 50f], Floats(session.GetOutput(0)));
        Assert.Equal(0, Allocation.LeastOf(100, bare.Run));
    }

    public void Dispose()
    {
        _models.Dispose();
    }

    private static byte[] Bytes(params float[] values)
    {
        return MemoryMarshal.AsBytes<float>(values).ToArray();
    }

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    private IInferenceSession OpenMatMul(string variant, Dictionary<string, string>? options = null)
    {
        TensorSpec a = new("a", ElementType.Float32, [2, 2]);
        TensorSpec b = new("b", ElementType.Float32, [2, 2]);
        string path = _models.Write("matmul", [TinyModels.Node("MatMul", ["a", "b"], ["y"])], [a, b], [a with { Name = "y" }]);
        return _framework.Open(LibtorchGroup.Request(path, [a, b], options) with { Variant = variant });
    }

    private float[] RunConvolution(string variant, Precision precision, Dictionary<string, string> options)
    {
        using var folder = new ScratchFolder();
        string path = folder.File("convolution.onnx");
        ConvolutionModel.Write(path);
        OpenRequest request = LibtorchGroup.Request(path, [ConvolutionModel.Input], options);
        using IInferenceSession session = _framework.Open(request with { Variant = variant, Precision = precision });
        session.SetInput(0, Bytes([.. Enumerable.Range(0, 3 * 8 * 8).Select(static i => ((i % 11) - 5) / 5f)]));
        for (int i = 0; i < 3; i++)
        {
            session.Run();
        }

        return Floats(session.GetOutput(0));
    }
}
