using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

/// <summary>What is special to ONNX Runtime's refusals; what all frameworks refuse is in <see cref="OnnxRuntimeContract"/>.</summary>
public sealed class OnnxRuntimeRefusalTests : IDisposable
{
    private static readonly TensorSpec s_x = new("x", ElementType.Float32, [1, 4]);

    private readonly TinyModels _models = new();
    private readonly OnnxRuntimeFramework _framework = new();

    public OnnxRuntimeRefusalTests()
    {
        FrameworkProbe probe = _framework.Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? "");
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("2,4")]
    [InlineData("1,4,1")]
    public void A_wrong_shape_is_refused_with_both_shapes(string shape)
    {
        long[] dimensions = [.. shape.Split(',').Select(long.Parse)];

        string message = Refusal(Request(WriteUnary("Relu")) with { Inputs = [s_x with { Shape = dimensions }] });

        Assert.Equal($"the shape of input x float32[{shape}] does not fit the model's x float32[1,4]", message);
    }

    [Fact]
    public void A_wrong_type_is_refused_with_both_types()
    {
        string message = Refusal(Request(WriteUnary("Relu")) with { Inputs = [s_x with { ElementType = ElementType.Int64 }] });

        Assert.Equal("input 'x' is float32 in the model, not int64", message);
    }

    [Fact]
    public void An_input_that_the_model_lacks_is_refused_with_those_it_has()
    {
        string message = Refusal(Request(WriteUnary("Relu")) with { Inputs = [s_x with { Name = "image" }] });

        Assert.EndsWith("has no input 'image'; it has x", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_the_request_lacks_is_named()
    {
        string message = Refusal(Request(WriteUnary("Relu")) with { Inputs = [] });

        Assert.EndsWith("also needs the input x", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_cannot_be_fed()
    {
        TensorSpec text = new("x", ElementType.String, [1]);
        string path = _models.Write("text", [TinyModels.Node("Identity", ["x"], ["y"])], [text], [text with { Name = "y" }]);

        NotSupportedException e = Assert.Throws<NotSupportedException>(() => _framework.Open(Request(path) with { Inputs = [text] }));
        Assert.StartsWith("input 'x' is of type String", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_during_a_run_is_one_line()
    {
        // The reshape target comes from an input, so that only the run finds the mistake.
        TensorSpec shape = new("s", ElementType.Int64, [2]);
        NodeProto reshape = TinyModels.Node("Reshape", ["x", "s"], ["y"]);
        string path = _models.Write("reshape", [reshape], [s_x, shape], [new TensorSpec("y", ElementType.Float32, [-1, -1])]);
        using IInferenceSession session = _framework.Open(Request(path) with { Inputs = [s_x, shape] });
        session.SetInput(1, BitConverter.GetBytes(3L).Concat(BitConverter.GetBytes(5L)).ToArray());

        string message = Assert.Throws<InferenceException>(session.Run).Message;

        Assert.Contains("Reshape", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    public void Dispose()
    {
        _models.Dispose();
    }

    private static OpenRequest Request(string path)
    {
        return new OpenRequest(path, [s_x], [], Device.Cpu, "cpu", "default", Precision.Fp32, Threads: 1, new Dictionary<string, string>());
    }

    private string WriteUnary(string operatorType)
    {
        return _models.Write(operatorType, [TinyModels.Node(operatorType, ["x"], ["y"])], [s_x], [s_x with { Name = "y" }]);
    }

    private string Refusal(OpenRequest request)
    {
        string message = Assert.Throws<InferenceException>(() => _framework.Open(request)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
