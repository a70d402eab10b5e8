using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>Lowers a model of one node whose first input is <c>x</c>, float32.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Shape">Shape of <c>x</c>.</param>
/// <param name="Opset">The opset.</param>
internal sealed record OneNode(string Operator, long[] Shape, long Opset = 17)
{
    /// <summary>The other inputs as initializers, in their order; null for one that is left out.</summary>
    public TensorProto?[] Constants { get; init; } = [];

    /// <summary>Names of further inputs of the model, int64, each with its shape; they come after the constants.</summary>
    public (string Name, long[] Shape)[] Inputs { get; init; } = [];

    /// <summary>Attributes.</summary>
    public AttributeProto[] Attributes { get; init; } = [];

    /// <summary>Names of the outputs.</summary>
    public string[] Outputs { get; init; } = ["y"];

    /// <summary>The program.</summary>
    public TorchProgram Lower()
    {
        string[] inputs = ["x", .. Constants.Select(static constant => constant?.Name ?? ""), .. Inputs.Select(static input => input.Name)];
        ModelProto model = SmallModels.Model(
            [SmallModels.Value("x", (int)ElementType.Float32, Shape), .. Inputs.Select(static input => SmallModels.Value(input.Name, (int)ElementType.Int64, input.Shape))],
            [.. Outputs.Select(static name => new ValueInfoProto { Name = name })],
            [SmallModels.Node(Operator, inputs, Outputs, Attributes)],
            Opset);
        model.Graph.Initializer.Add(Constants.OfType<TensorProto>());
        TensorSpec[] specs = [
            new("x", ElementType.Float32, Shape),
            .. Inputs.Select(static input => new TensorSpec(input.Name, ElementType.Int64, input.Shape))];
        return GraphLowering.Lower(new OnnxModel("", model), specs, new LoweringOptions());
    }

    /// <summary>The statements of an inference without their comments, one a line.</summary>
    public string Source()
    {
        return string.Join('\n', Lower().Forward.Select(static statement => $"{string.Join(", ", statement.Targets)} = {statement.Expression}"));
    }

    /// <summary>The elements of the only constant that the lowering made.</summary>
    public long[] Indices()
    {
        TorchParameter parameter = Assert.Single(Lower().Parameters);
        Assert.Equal(ElementType.Int64, parameter.ElementType);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(parameter.Read().Span).ToArray();
    }

    /// <summary>Why it is not lowered.</summary>
    public string Refusal()
    {
        return Assert.Throws<NotLoweredException>(Lower).Message;
    }
}
