using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Frameworks.Torch.Sessions;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.OnnxRuntime;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

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
    [MemberData(nameof(Variants))]
    public void A_model_gives_its_result(string variant)
    {
        using IInferenceSession session = OpenMatMul(variant);
        session.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        session.SetInput(1, Bytes(5f, 6f, 7f, 8f));

        session.Run();

        Assert.Equal([19f, 22f, 43f, 50f], Floats(session.GetOutput(0)));
        Assert.Equal("y float32[2,2]", session.Outputs[0].ToString());
        Assert.Equal("a float32[2,2]", session.Inputs[0].ToString());
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void New_inputs_give_new_results(string variant)
    {
        using IInferenceSession session = OpenMatMul(variant);
        session.SetInput(1, Bytes(1f, 0f, 0f, 1f));
        for (int i = 0; i < 5; i++)
        {
            session.SetInput(0, Bytes(i, 2f, 3f, 4f));

            session.Run();

            Assert.Equal([i, 2f, 3f, 4f], Floats(session.GetOutput(0)));
        }
    }

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

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_run_allocates_no_managed_memory(string variant)
    {
        using IInferenceSession session = OpenMatMul(variant);
        for (int i = 0; i < 100; i++)
        {
            session.Run();
        }

        Assert.Equal(0, Allocation.LeastOf(1000, session.Run));
    }

    [Fact]
    public void Two_sessions_do_not_disturb_each_other()
    {
        using IInferenceSession one = OpenMatMul(LibtorchDescriptor.Eager);
        using IInferenceSession other = OpenMatMul(LibtorchDescriptor.Optimised);
        one.SetInput(0, Bytes(1f, 0f, 0f, 1f));
        one.SetInput(1, Bytes(1f, 2f, 3f, 4f));
        other.SetInput(0, Bytes(2f, 0f, 0f, 2f));
        other.SetInput(1, Bytes(1f, 2f, 3f, 4f));

        for (int i = 0; i < 4; i++)
        {
            one.Run();
            other.Run();
        }

        Assert.Equal([1f, 2f, 3f, 4f], Floats(one.GetOutput(0)));
        Assert.Equal([2f, 4f, 6f, 8f], Floats(other.GetOutput(0)));
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Int16)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Bool)]
    public void Every_type_that_libtorch_has_goes_in_and_comes_out(ElementType type)
    {
        TensorSpec x = new("x", type, [3]);
        string path = _models.Write("same", [TinyModels.Node("Identity", ["x"], ["y"])], [x], [x with { Name = "y" }]);
        byte[] data = [.. Enumerable.Range(0, (int)x.SizeBytes).Select(static i => (byte)(i % 2))];

        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(path, [x]));
        session.SetInput(0, data);
        session.Run();

        Assert.Equal(data, session.GetOutput(0).ToArray());
        Assert.Equal(type, session.Outputs[0].ElementType);
    }

    [Fact]
    public void A_type_that_libtorch_lacks_is_no_failure_but_not_supported()
    {
        TensorSpec x = new("x", ElementType.UInt32, [3]);
        string path = _models.Write("unsigned", [TinyModels.Node("Identity", ["x"], ["y"])], [x], [x with { Name = "y" }]);

        NotSupportedException e = Assert.ThrowsAny<NotSupportedException>(() => _framework.Open(LibtorchGroup.Request(path, [x])));
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Shapes_that_depend_on_the_data_follow_new_inputs()
    {
        TensorSpec x = new("x", ElementType.Float32, [4]);
        string path = _models.Write("nonzero", [TinyModels.Node("NonZero", ["x"], ["y"])], [x], [new TensorSpec("y", ElementType.Int64, [1, -1])]);
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(path, [x]));

        session.SetInput(0, Bytes(0f, 1f, 0f, 1f));
        session.Run();
        Assert.Equal([1L, 3L], MemoryMarshal.Cast<byte, long>(session.GetOutput(0)).ToArray());
        session.SetInput(0, Bytes(1f, 1f, 1f, 0f));
        session.Run();
        Assert.Equal([0L, 1L, 2L], MemoryMarshal.Cast<byte, long>(session.GetOutput(0)).ToArray());
        Assert.Equal(0, Allocation.LeastOf(100, session.Run));
        session.SetInput(0, Bytes(0f, 0f, 0f, 0f));
        session.Run();

        Assert.Equal(0, session.GetOutput(0).Length);
        Assert.Equal([1L, 0L], session.Outputs[0].Shape);
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

    [Fact]
    public void Input_of_the_wrong_length_is_refused()
    {
        using IInferenceSession session = OpenMatMul(LibtorchDescriptor.Eager);

        ArgumentException e = Assert.Throws<ArgumentException>(() => session.SetInput(0, new byte[5]));
        Assert.StartsWith("input a float32[2,2] has 16 bytes, not 5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_output_before_the_first_run()
    {
        using IInferenceSession session = OpenMatMul(LibtorchDescriptor.Eager);

        Assert.Throws<InvalidOperationException>(() => session.GetOutput(0).Length);
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
