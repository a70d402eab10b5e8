using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>Small graphs through the lowering.</summary>
internal static class Lowered
{
    /// <summary>A graph of some nodes, whose first output is that of the last one.</summary>
    /// <param name="opset">The opset.</param>
    /// <param name="inputs">The inputs, float32 where no other number is given.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="initializers">The weights.</param>
    public static TorchProgram Graph(long opset, TensorSpec[] inputs, NodeProto[] nodes, params TensorProto[] initializers)
    {
        ModelProto model = SmallModels.Model(
            [.. inputs.Select(static input => SmallModels.Value(input.Name, (int)input.ElementType, [.. input.Shape]))],
            [new ValueInfoProto { Name = nodes[^1].Output[0] }], nodes, opset);
        model.Graph.Initializer.Add(initializers);
        return GraphLowering.Lower(new OnnxModel("", model), inputs, new LoweringOptions());
    }

    /// <summary>The expressions of one node that reads <c>x</c>.</summary>
    public static string[] Node(long opset, long[] shape, NodeProto node, params TensorProto[] initializers)
    {
        TorchProgram program = Graph(opset, [Input("x", shape)], [node], initializers);
        return [.. program.Forward.Select(static statement => statement.Expression)];
    }

    /// <summary>An input of float32.</summary>
    public static TensorSpec Input(string name, params long[] shape)
    {
        return new TensorSpec(name, ElementType.Float32, shape);
    }
}
