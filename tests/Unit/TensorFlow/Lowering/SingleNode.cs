using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Lowers a model of one node whose first input is <c>x</c>.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Shape">Shape of <c>x</c>, as the node reads it.</param>
/// <param name="Opset">The opset.</param>
internal sealed record SingleNode(string Operator, long[] Shape, long Opset = 17)
{
    /// <summary>Element type of <c>x</c>.</summary>
    public ElementType Type { get; init; } = ElementType.Float32;

    /// <summary>The other inputs as initializers, in their order; null for one that is left out.</summary>
    public TensorProto?[] Constants { get; init; } = [];

    /// <summary>Names of further inputs of the model, int64, each with its shape; they come after the constants.</summary>
    public (string Name, long[] Shape)[] Inputs { get; init; } = [];

    /// <summary>Attributes.</summary>
    public AttributeProto[] Attributes { get; init; } = [];

    /// <summary>Names of the outputs.</summary>
    public string[] Outputs { get; init; } = ["y"];

    /// <summary>Whether <c>x</c> arrives as [N, …, C]: the model transposes it, which is free.</summary>
    public bool IsFromChannelsLast { get; init; }

    /// <summary>Number of axes of the first output if it is read as [N, …, C], which is free when the node has kept that layout; else 0.</summary>
    public int ChannelsLastRank { get; init; }

    /// <summary>The first output as text.</summary>
    public string Text()
    {
        return Texts()[0];
    }

    /// <summary>The outputs as text.</summary>
    public string[] Texts()
    {
        TensorFlowProgram program = Lower();
        var text = new GraphText(program.Graph);
        return [.. program.Results.Select(text.Of)];
    }

    /// <summary>Why it is not lowered.</summary>
    public string Refusal()
    {
        return Assert.Throws<NotLoweredException>(Lower).Message;
    }

    private TensorFlowProgram Lower()
    {
        string first = IsFromChannelsLast ? "plain" : "x";
        string[] results = [ChannelsLastRank > 0 ? "last" : Outputs[0], .. Outputs[1..]];
        NodeProto node = SmallModels.Node(Operator, [first, .. Constants.Select(static constant => constant?.Name ?? ""), .. Inputs.Select(static input => input.Name)], Outputs, Attributes);
        TensorSpec[] specs = [
            new("x", Type, IsFromChannelsLast ? Axes.Arrange(Layout.ChannelsLast, Shape) : Shape),
            .. Inputs.Select(static input => new TensorSpec(input.Name, ElementType.Int64, input.Shape))];
        ModelProto model = SmallModels.Model(
            [.. specs.Select(static input => SmallModels.Value(input.Name, (int)input.ElementType, [.. input.Shape]))],
            [.. results.Select(static name => new ValueInfoProto { Name = name })],
            [.. Before(first), node, .. After()],
            Opset);
        model.Graph.Initializer.Add(Constants.OfType<TensorProto>());
        return GraphLowering.Lower(new OnnxModel("", model), specs, new LoweringOptions());
    }

    private IEnumerable<NodeProto> Before(string first)
    {
        return IsFromChannelsLast ? [Transposition("x", first, Axes.ToPlain(Shape.Length))] : [];
    }

    private IEnumerable<NodeProto> After()
    {
        return ChannelsLastRank > 0 ? [Transposition(Outputs[0], "last", Axes.ToChannelsLast(ChannelsLastRank))] : [];
    }

    private static NodeProto Transposition(string from, string to, int[] order)
    {
        return SmallModels.Node("Transpose", [from], [to], SmallModels.Ints("perm", [.. order.Select(static axis => (long)axis)]));
    }
}
