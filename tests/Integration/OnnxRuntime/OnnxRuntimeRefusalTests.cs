using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

public sealed class OnnxRuntimeRefusalTests : IDisposable
{
    private static readonly TensorSpec s_x = new("x", ElementType.Float32, [1, 4]);

    private readonly TinyModels _models = new();
    private readonly OnnxRuntimeFramework _framework = new();
    private readonly FrameworkProbe _probe;

    public OnnxRuntimeRefusalTests()
    {
        _probe = _framework.Probe();
        Assert.SkipUnless(_probe.Availability.IsAvailable, _probe.Availability.Reason ?? "");
    }

    [Fact]
    public void An_operator_that_the_engine_does_not_know_is_named_in_one_line()
    {
        string message = Refusal(Request(WriteUnary("Frobnicate")));

        Assert.Contains("Frobnicate", message, StringComparison.Ordinal);
        Assert.StartsWith("onnxruntime cannot open ", message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("")]
    [InlineData("not a model at all")]
    public void A_file_that_is_no_model_is_refused_with_its_path(string content)
    {
        string path = WriteUnary("Relu");
        File.WriteAllText(path, content);

        Assert.Contains(path, Refusal(Request(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_with_its_path()
    {
        Assert.Contains("/no/such.onnx", Refusal(Request("/no/such.onnx")), StringComparison.Ordinal);
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

    [Fact]
    public void A_provider_is_not_run_on_the_wrong_device()
    {
        Assert.Equal("onnxruntime's provider cpu does not run on cuda:0", Refusal(Request(WriteUnary("Relu")) with { Device = Device.Cuda(0) }));
    }

    [Fact]
    public void An_unknown_provider_is_refused_with_those_there_are()
    {
        Assert.Equal("onnxruntime has no provider 'tpu'; it has cpu, cuda, tensorrt", Refusal(Request(WriteUnary("Relu")) with { Provider = "tpu" }));
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("tensorrt")]
    public void Without_a_gpu_the_probe_says_why_and_opening_fails_with_the_same_reason(string provider)
    {
        ProviderProbe answer = _probe.Providers.First(p => p.Provider == provider);
        Assert.SkipWhen(answer.Availability.IsAvailable, $"{provider} runs here");

        Assert.Equal("cuda:0", answer.Device);
        Assert.False(string.IsNullOrEmpty(answer.Availability.Remedy));
        string message = Refusal(Request(WriteUnary("Relu")) with { Provider = provider, Device = Device.Cuda(0) });
        Assert.Contains(answer.Availability.Reason!, message, StringComparison.Ordinal);
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
