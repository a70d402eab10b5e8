using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>
/// <c>tiny.pt</c>, saved by libtorch 1.13: <c>relu(x @ weight + bias), argmax(x, 1)</c> with weight = 1…6 in 3 × 2 and bias = −10, 0.5.
/// </summary>
[Collection(LibtorchGroup.Name)]
public sealed class TorchScriptFileTests : IDisposable
{
    private static readonly TensorSpec s_x = new("x", ElementType.Float32, [2, 3]);

    private readonly ScratchFolder _folder = new();
    private readonly LibtorchFramework _framework = new();

    public TorchScriptFileTests()
    {
        LibtorchGroup.SkipWithoutLibtorch(_framework);
    }

    private static string Tiny => Path.Combine(AppContext.BaseDirectory, "Data", "torch", "tiny.pt");

    [Theory]
    [InlineData("eager")]
    [InlineData("optimised")]
    public void A_file_gives_its_outputs_with_names_types_and_shapes_of_the_first_run(string variant)
    {
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(Tiny, [s_x]) with { Variant = variant });
        Assert.Empty(session.Outputs);
        session.SetInput(0, Bytes(1f, 0f, 0f, 1f, 1f, 2f));

        for (int i = 0; i < 3; i++)
        {
            session.Run();
        }

        Assert.Equal(["output0 float32[2,2]", "output1 int64[2]"], session.Outputs.Select(static output => output.ToString()));
        Assert.Equal([0f, 2.5f, 4f, 18.5f], MemoryMarshal.Cast<byte, float>(session.GetOutput(0)).ToArray());
        Assert.Equal([0L, 2L], MemoryMarshal.Cast<byte, long>(session.GetOutput(1)).ToArray());
        Assert.Equal(0, Allocation.LeastOf(100, session.Run));
    }

    [Fact]
    public void A_file_runs_in_bf16_or_is_refused_in_libtorchs_words()
    {
        OpenRequest request = LibtorchGroup.Request(Tiny, [s_x]) with { Precision = Precision.Bf16 };
        try
        {
            using IInferenceSession session = _framework.Open(request);
            session.SetInput(0, Bytes(1f, 0f, 0f, 1f, 1f, 2f));
            session.Run();

            Assert.Equal([0f, 2.5f, 4f, 18.5f], MemoryMarshal.Cast<byte, float>(session.GetOutput(0)).ToArray());
            Assert.Equal("output0 float32[2,2]", session.Outputs[0].ToString());
        }
        catch (NotSupportedException e)
        {
            Assert.Contains("BFloat16", e.Message, StringComparison.Ordinal);
            Assert.Skip($"bf16 on this CPU: {e.Message}");
        }
    }

    [Fact]
    public void An_input_of_another_shape_fails_in_one_line_and_the_session_goes_on()
    {
        using IInferenceSession wrong = _framework.Open(LibtorchGroup.Request(Tiny, [s_x with { Shape = [2, 4] }]));

        string message = Assert.Throws<InferenceException>(wrong.Run).Message;

        Assert.StartsWith($"libtorch cannot run {Tiny}: ", message, StringComparison.Ordinal);
        Assert.Contains("2x4 and 3x2", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(message, Assert.Throws<InferenceException>(wrong.Run).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no archive at all")]
    public void A_file_that_is_no_TorchScript_is_refused_with_its_path(string content)
    {
        string path = _folder.File("broken.pt");
        File.WriteAllText(path, content);

        string message = Assert.Throws<InferenceException>(() => _framework.Open(LibtorchGroup.Request(path, [s_x]))).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1500)]
    [InlineData(2000)]
    public void A_file_that_is_cut_off_is_refused_with_its_path(int length)
    {
        string path = _folder.File("cut.pt");
        File.WriteAllBytes(path, File.ReadAllBytes(Tiny)[..length]);

        string message = Assert.Throws<InferenceException>(() => _framework.Open(LibtorchGroup.Request(path, [s_x]))).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_network_traced_by_PyTorch_gives_what_PyTorch_computed()
    {
        string? fixtures = Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES");
        string stem = Path.Combine(fixtures ?? "", "mobilenetv2_narrow_torchscript");
        Assert.SkipUnless(File.Exists(stem + ".pt"), "INFERENCEBENCH_FIXTURES names no folder with mobilenetv2_narrow_torchscript.pt");
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(stem + ".pt", [new TensorSpec("x", ElementType.Float32, [2, 3, 96, 96])]));
        session.SetInput(0, File.ReadAllBytes(stem + ".in.f32"));

        session.Run();

        float[] expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(stem + ".out.f32")).ToArray();
        float[] actual = MemoryMarshal.Cast<byte, float>(session.GetOutput(0)).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static byte[] Bytes(params float[] values)
    {
        return MemoryMarshal.AsBytes<float>(values).ToArray();
    }
}
