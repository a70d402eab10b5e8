using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Frameworks.Torch.Native;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>What is special to libtorch's refusals; what all frameworks refuse is in <see cref="LibtorchContract"/>.</summary>
[Collection(LibtorchGroup.Name)]
public sealed class LibtorchRefusalTests : IDisposable
{
    private static readonly TensorSpec s_x = new("x", ElementType.Float32, [1, 4]);

    private readonly TinyModels _models = new();
    private readonly LibtorchFramework _framework = new();

    public LibtorchRefusalTests()
    {
        LibtorchGroup.SkipWithoutLibtorch(_framework);
    }

    [Fact]
    public void An_operator_that_is_not_lowered_is_named_with_opset_and_node()
    {
        NotSupportedException e = Assert.ThrowsAny<NotSupportedException>(() => _framework.Open(LibtorchGroup.Request(WriteUnary("Frobnicate"), [s_x])));

        Assert.Equal("operator Frobnicate (opset 17) at node 'Frobnicate' is not lowered", e.Message);
    }

    [Fact]
    public void Source_that_does_not_compile_is_refused_in_libtorchs_words()
    {
        var program = new TorchProgram([], [], [], [new TorchStatement(["y"], "torch.no_such_function(x)", "")], ["x"], ["y"], [s_x], [s_x with { Name = "y" }]);

        string message = Assert.Throws<InferenceException>(() => TorchModule.Create(program)).Message;

        Assert.StartsWith("infb_torch_create failed: ", message, StringComparison.Ordinal);
        Assert.Contains("no_such_function", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Source_that_is_no_program_is_refused()
    {
        var program = new TorchProgram([], [], [], [new TorchStatement(["y"], "((((", "")], ["x"], ["y"], [s_x], [s_x with { Name = "y" }]);

        Assert.DoesNotContain('\n', Assert.Throws<InferenceException>(() => TorchModule.Create(program)).Message);
    }

    [Fact]
    public void Out_of_memory_is_told_and_the_session_goes_on()
    {
        // The product of column and row has 2^48 bytes, more than a process can address; its largest element is the output.
        TensorSpec column = new("a", ElementType.Float32, [1 << 23, 1]);
        TensorSpec row = new("b", ElementType.Float32, [1, 1 << 23]);
        string path = _models.Write(
            "huge", [TinyModels.Node("Add", ["a", "b"], ["m"]), TinyModels.Node("ReduceMax", ["m"], ["y"])], [column, row], [new TensorSpec("y", ElementType.Float32, [1, 1])]);
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(path, [column, row]) with { Variant = LibtorchDescriptor.Eager });

        for (int i = 0; i < 2; i++)
        {
            string message = Assert.Throws<InferenceException>(session.Run).Message;
            Assert.StartsWith($"libtorch cannot run {path}: out of memory: ", message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void Another_number_of_inter_op_threads_is_refused_once_the_process_has_one()
    {
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(WriteUnary("Relu"), [s_x]));

        string message = Refusal(LibtorchGroup.Request(WriteUnary("Relu"), [s_x], new Dictionary<string, string> { ["inter-op-threads"] = "3" }));

        Assert.Contains("inter-op threads", message, StringComparison.Ordinal);
        session.Run();
    }

    [Fact]
    public void A_missing_TorchScript_file_is_refused_with_its_path()
    {
        Assert.Contains("/no/such.pt", Refusal(LibtorchGroup.Request("/no/such.pt", [s_x])), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _models.Dispose();
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
