using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

public sealed class OnnxRuntimeSessionTests : IDisposable
{
    private readonly TinyModels _models = new();
    private readonly OnnxRuntimeFramework _framework = new();

    public OnnxRuntimeSessionTests()
    {
        FrameworkProbe probe = _framework.Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? "");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_model_gives_its_result_whether_its_batch_is_fixed_or_dynamic(int declaredBatch)
    {
        using IInferenceSession session = OpenMatMul(declaredBatch);
        session.SetInput(0, Bytes(1f, 2f, 3f, 4f));
        session.SetInput(1, Bytes(5f, 6f, 7f, 8f));

        session.Run();

        Assert.Equal([19f, 22f, 43f, 50f], Floats(session.GetOutput(0)));
        Assert.Equal("y float32[2,2]", session.Outputs[0].ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_run_allocates_no_managed_memory(int declaredBatch)
    {
        using IInferenceSession session = OpenMatMul(declaredBatch);
        for (int i = 0; i < 100; i++)
        {
            session.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            session.Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Int16)]
    [InlineData(ElementType.UInt16)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.UInt32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.UInt64)]
    [InlineData(ElementType.Bool)]
    public void Every_numeric_type_goes_in_and_comes_out(ElementType type)
    {
        TensorSpec x = new("x", type, [3]);
        string path = _models.Write("same", [TinyModels.Node("Identity", ["x"], ["y"])], [x], [x with { Name = "y" }]);
        byte[] data = [.. Enumerable.Range(0, (int)x.SizeBytes).Select(static i => (byte)(i % 2))];

        using IInferenceSession session = _framework.Open(Request(path, [x]));
        session.SetInput(0, data);
        session.Run();

        Assert.Equal(data, session.GetOutput(0).ToArray());
        Assert.Equal(type, session.Outputs[0].ElementType);
    }

    [Fact]
    public void Shapes_that_depend_on_the_data_follow_new_inputs()
    {
        TensorSpec x = new("x", ElementType.Float32, [4]);
        string path = _models.Write("nonzero", [TinyModels.Node("NonZero", ["x"], ["y"])], [x], [new TensorSpec("y", ElementType.Int64, [1, -1])]);
        using IInferenceSession session = _framework.Open(Request(path, [x]));

        session.SetInput(0, Bytes(0f, 1f, 0f, 1f));
        session.Run();
        Assert.Equal([1L, 3L], MemoryMarshal.Cast<byte, long>(session.GetOutput(0)).ToArray());
        session.SetInput(0, Bytes(1f, 1f, 1f, 0f));
        session.Run();
        Assert.Equal([0L, 1L, 2L], MemoryMarshal.Cast<byte, long>(session.GetOutput(0)).ToArray());
        session.SetInput(0, Bytes(0f, 0f, 0f, 0f));
        session.Run();

        Assert.Equal(0, session.GetOutput(0).Length);
        Assert.Equal([1L, 0L], session.Outputs[0].Shape);
    }

    [Fact]
    public void Effective_settings_are_told()
    {
        using IInferenceSession session = OpenMatMul(2, new Dictionary<string, string>
        {
            ["graph-optimization-level"] = "basic",
            ["allow-spinning"] = "false",
        });

        Assert.Equal("basic", session.Settings["graphOptimizationLevel"]);
        Assert.Equal("false", session.Settings["allowSpinning"]);
        Assert.Equal("true", session.Settings["memoryPattern"]);
        Assert.Equal("1", session.Settings["threads"]);
        Assert.Equal("none (cpu)", session.Settings["transfers"]);
        Assert.Equal("CPUExecutionProvider", session.Settings["provider"]);
        Assert.Equal("CPUExecutionProvider 1", session.Settings["nodes"]);
        Assert.StartsWith($"ONNX Runtime {_framework.Probe().Version}, ", session.Settings["library"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_bare_loop_runs_the_same_model()
    {
        TensorSpec x = new("x", ElementType.Float32, [2]);
        string path = _models.Write("bare", [TinyModels.Node("Neg", ["x"], ["y"])], [x], [x with { Name = "y" }]);
        using IInferenceSession session = _framework.Open(Request(path, [x]));
        using IBareLoop bare = Assert.IsAssignableFrom<IBareLoopFramework>(_framework).OpenBareLoop(Request(path, [x]), session);

        bare.SetInput(0, Bytes(1f, 2f));
        bare.Run();
        bare.Run();
    }

    [Fact]
    public void Input_of_the_wrong_length_is_refused()
    {
        using IInferenceSession session = OpenMatMul(2);

        ArgumentException e = Assert.Throws<ArgumentException>(() => session.SetInput(0, new byte[5]));
        Assert.StartsWith("input a float32[2,2] has 16 bytes, not 5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_output_before_the_first_run()
    {
        using IInferenceSession session = OpenMatMul(2);

        Assert.Throws<InvalidOperationException>(() => session.GetOutput(0).Length);
    }

    public void Dispose()
    {
        _models.Dispose();
    }

    private static OpenRequest Request(string path, IReadOnlyList<TensorSpec> inputs, IReadOnlyDictionary<string, string>? options = null)
    {
        return new OpenRequest(
            path, inputs, [], Device.Cpu, "cpu", "default", Precision.Fp32, Threads: 1, options ?? new Dictionary<string, string>());
    }

    private static ReadOnlySpan<byte> Bytes(params float[] values)
    {
        return MemoryMarshal.AsBytes<float>(values);
    }

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    private IInferenceSession OpenMatMul(int declaredBatch, IReadOnlyDictionary<string, string>? options = null)
    {
        TensorSpec a = new("a", ElementType.Float32, [declaredBatch, 2]);
        TensorSpec b = new("b", ElementType.Float32, [2, 2]);
        string path = _models.Write("matmul", [TinyModels.Node("MatMul", ["a", "b"], ["y"])], [a, b], [a with { Name = "y" }]);
        return _framework.Open(Request(path, [a with { Shape = [2, 2] }, b], options));
    }
}
