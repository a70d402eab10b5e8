using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Integration.Contract;

/// <summary>What every framework refuses, and in which words: one line that names what was wrong and what there is instead.</summary>
/// <param name="framework">The framework.</param>
/// <param name="variant">The variant to open.</param>
public abstract class RefusalContract(IInferenceFramework framework, string variant) : FrameworkContract(framework, variant)
{
    private static readonly TensorSpec s_x = new("x", ElementType.Float32, [1, 4]);

    private string Id => Framework.Descriptor.Id;

    [Fact]
    public void An_operator_that_nobody_knows_is_named_in_one_line()
    {
        Exception? e = Record.Exception(() => Framework.Open(Request(WriteUnary("Frobnicate"), s_x)));

        Assert.True(e is InferenceException or NotSupportedException, $"{e}");
        Assert.Contains("Frobnicate", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void An_unknown_option_is_refused_with_those_there_are()
    {
        OpenRequest request = Request(WriteUnary("Relu"), s_x) with { Options = new Dictionary<string, string> { ["no-such-option"] = "1" } };

        Assert.StartsWith($"{Id} has no option 'no-such-option'; it has ", Refusal(request), StringComparison.Ordinal);
        Assert.Throws<InferenceException>(() => Framework.Descriptor.CheckOptions(request.Options));
    }

    [Fact]
    public void An_unknown_provider_is_refused_with_those_there_are()
    {
        string message = Refusal(Request(WriteUnary("Relu"), s_x) with { Provider = "tpu" });

        Assert.StartsWith($"{Id} has no provider 'tpu'", message, StringComparison.Ordinal);
        Assert.Contains("; it has " + Target.Provider, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_is_not_run_on_the_wrong_device()
    {
        Device wrong = Target.Device.Kind == DeviceKind.Cpu ? Device.Cuda(0) : Device.Cpu;

        string message = Refusal(Request(WriteUnary("Relu"), s_x) with { Device = wrong });

        Assert.StartsWith(Id, message, StringComparison.Ordinal);
        Assert.Contains(Target.Provider, message, StringComparison.Ordinal);
        Assert.Contains(wrong.ToString(), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a model at all")]
    public void A_file_that_is_no_model_is_refused_with_its_path(string content)
    {
        string path = WriteUnary("Relu");
        File.WriteAllText(path, content);

        Assert.Contains(path, Refusal(Request(path, s_x)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_with_its_path()
    {
        Assert.Contains("/no/such.onnx", Refusal(Request("/no/such.onnx", s_x)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_does_not_run_here_says_why_and_is_refused_for_the_same_reason()
    {
        ProviderProbe[] missing = [.. Framework.Probe().Providers.Where(static provider => !provider.Availability.IsAvailable)];
        Assert.SkipUnless(missing.Length > 0, $"all providers of {Id} run here");
        Assert.All(missing, provider =>
        {
            Assert.False(string.IsNullOrEmpty(provider.Availability.Remedy));
            string message = Refusal(Request(WriteUnary("Relu"), s_x) with { Provider = provider.Provider, Device = Device.Cuda(0) });
            Assert.Contains(provider.Availability.Reason!, message, StringComparison.Ordinal);
        });
    }

    private string WriteUnary(string operatorType)
    {
        return Models.Write(operatorType, [TinyModels.Node(operatorType, ["x"], ["y"])], [s_x], [s_x with { Name = "y" }]);
    }

    private string Refusal(OpenRequest request)
    {
        string message = Assert.Throws<InferenceException>(() => Framework.Open(request)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
