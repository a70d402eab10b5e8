using InferenceBench.Models.Onnx;
using static InferenceBench.Models.Onnx.AttributeProto.Types;

namespace InferenceBench.Models.Editing;

/// <summary>Rewrites single nodes of opset 7 to 12 for opset 13: mostly attributes that became inputs.</summary>
/// <param name="index">The graph; gets initializers for the new inputs.</param>
/// <param name="opset">The opset that the nodes are of.</param>
internal sealed class Opset13Rewriter(GraphIndex index, long opset)
{
    private const long SoftmaxAxisBefore13 = 1;

    /// <summary>The nodes that stand for a node in opset 13.</summary>
    /// <param name="node">The node; changed in place.</param>
    public IEnumerable<NodeProto> Rewrite(NodeProto node)
    {
        switch (node.OpType)
        {
            case "Squeeze" or "Unsqueeze" or "ReduceSum":
                MoveInts(node, "axes", 1);
                break;
            case "Split":
                MoveInts(node, "split", 1);
                break;
            case "Dropout" when opset < 12:
                // The ratio matters to training only.
                node.RemoveAttribute("ratio");
                break;
            case "Clip" when opset < 11:
                MoveFloat(node, "min", 1);
                MoveFloat(node, "max", 2);
                break;
            case "Pad" when opset < 11:
                MoveInts(node, "pads", 1);
                MoveFloat(node, "value", 2);
                break;
            case "Slice" when opset < 10:
                MoveInts(node, "starts", 1);
                MoveInts(node, "ends", 2);
                MoveInts(node, "axes", 3);
                break;
            case "TopK" when opset < 10:
                node.SetInput(1, AddInitializer(node, "k", Tensors.Integers("", node.GetInt("k", 1))));
                node.RemoveAttribute("k");
                break;
            case "BatchNormalization":
                node.RemoveAttribute("spatial");
                break;
            case "Upsample" or "Resize" when opset < 11:
                MakeResize(node);
                break;
            case "Softmax" or "LogSoftmax":
                return RewriteSoftmax(node);
        }

        return [node];
    }

    private void MoveInts(NodeProto node, string attribute, int input)
    {
        if (node.GetInts(attribute) is { } values)
        {
            node.SetInput(input, AddInitializer(node, attribute, Tensors.Integers("", values)));
            node.RemoveAttribute(attribute);
        }
    }

    private void MoveFloat(NodeProto node, string attribute, int input)
    {
        if (node.FindAttribute(attribute) is { HasF: true } value)
        {
            node.SetInput(input, AddInitializer(node, attribute, Tensors.Floats("", [], [value.F])));
            node.RemoveAttribute(attribute);
        }
    }

    // Until opset 10 an output pixel's source was its index divided by the scale, rounded down.
    private void MakeResize(NodeProto node)
    {
        if (node.GetFloats("scales") is { } scales)
        {
            node.SetInput(1, AddInitializer(node, "scales", Tensors.Floats("", [scales.Length], scales)));
            node.RemoveAttribute("scales");
        }

        node.OpType = "Resize";
        node.SetInput(2, node.Input[1]);
        node.Input[1] = "";
        node.SetText("coordinate_transformation_mode", "asymmetric");
        node.SetText("nearest_mode", "floor");
    }

    // Before opset 13 everything from the axis on was one row; now it is the axis alone. They are the same for the last one.
    private IEnumerable<NodeProto> RewriteSoftmax(NodeProto node)
    {
        long axis = node.GetInt("axis", SoftmaxAxisBefore13);
        if (axis == -1)
        {
            return [node];
        }

        string name = node.DisplayName();
        string shape = index.CreateName($"{name}_shape");
        string rows = index.CreateName($"{name}_rows");
        string result = index.CreateName($"{name}_result");
        var measure = new NodeProto { OpType = "Shape", Name = shape, Input = { node.Input[0] }, Output = { shape } };
        var flatten = new NodeProto { OpType = "Flatten", Name = rows, Input = { node.Input[0] }, Output = { rows } };
        flatten.Attribute.Add(new AttributeProto { Name = "axis", Type = AttributeType.Int, I = axis });
        var reshape = new NodeProto { OpType = "Reshape", Name = result, Input = { result, shape }, Output = { node.Output[0] } };
        node.Input[0] = rows;
        node.Output[0] = result;
        node.SetInt("axis", -1);
        return [measure, flatten, node, reshape];
    }

    private string AddInitializer(NodeProto node, string role, TensorProto tensor)
    {
        tensor.Name = index.CreateName($"{node.DisplayName()}_{role}");
        index.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}
