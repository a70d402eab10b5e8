using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;
using TensorProto = InferenceBench.Models.Onnx.TensorProto;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Lowers a model of some nodes whose input is <c>x</c>, float32; its output is that of the last node.</summary>
/// <param name="Shape">Shape of <c>x</c>.</param>
/// <param name="Nodes">The nodes.</param>
internal sealed record SmallGraph(long[] Shape, params NodeProto[] Nodes)
{
    /// <summary>The opset.</summary>
    public long Opset { get; init; } = 17;

    /// <summary>The weights.</summary>
    public TensorProto[] Constants { get; init; } = [];

    /// <summary>Outputs beside that of the last node.</summary>
    public string[] Outputs { get; init; } = [];

    /// <summary>What the graph is for.</summary>
    public LoweringOptions Options { get; init; } = new();

    /// <summary>The output as text.</summary>
    public string Text()
    {
        TensorFlowProgram program = Lower();
        return new GraphText(program.Graph).Of(program.Results[0]);
    }

    /// <summary>The operators without constants and the input, in the order of the graph.</summary>
    public string[] Operators()
    {
        return [.. Lower().Graph.Node.Select(static node => node.Op).Where(static op => op is not ("Const" or "Placeholder"))];
    }

    /// <summary>The nodes of an operator.</summary>
    public NodeDef[] Find(string op)
    {
        return [.. Lower().Graph.Node.Where(node => node.Op == op)];
    }

    /// <summary>Why it is not lowered.</summary>
    public string Refusal()
    {
        return Assert.Throws<NotLoweredException>(Lower).Message;
    }

    private TensorFlowProgram Lower()
    {
        ModelProto model = SmallModels.Model(
            [SmallModels.Value("x", (int)ElementType.Float32, Shape)],
            [new ValueInfoProto { Name = Nodes[^1].Output[0] }, .. Outputs.Select(static name => new ValueInfoProto { Name = name })],
            Nodes,
            Opset);
        model.Graph.Initializer.Add(Constants);
        return GraphLowering.Lower(new OnnxModel("", model), [new TensorSpec("x", ElementType.Float32, Shape)], Options);
    }
}
