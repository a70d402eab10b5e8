using System.Runtime.InteropServices;
using Google.Protobuf;

namespace InferenceBench.Models.Onnx;

/// <summary>The tensor of a <c>Constant</c> node, in whichever of its attributes it stands.</summary>
public static class ConstantNodes
{
    /// <summary>Whether a node is a <c>Constant</c> of the default operator set.</summary>
    /// <param name="node">The node.</param>
    public static bool IsConstant(NodeProto node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.OpType == "Constant" && node.Domain is "" or "ai.onnx";
    }

    /// <summary>The tensor; null for text and for a sparse one.</summary>
    /// <param name="node">A <c>Constant</c> node.</param>
    public static TensorProto? Find(NodeProto node)
    {
        ArgumentNullException.ThrowIfNull(node);
        foreach (AttributeProto attribute in node.Attribute)
        {
            TensorProto? tensor = attribute.Name switch
            {
                "value" => attribute.T,
                "value_int" => Create(7, [], [attribute.I]),
                "value_ints" => Create(7, [attribute.Ints.Count], attribute.Ints.ToArray()),
                "value_float" => Create(1, [], [attribute.F]),
                "value_floats" => Create(1, [attribute.Floats.Count], attribute.Floats.ToArray()),
                _ => null,
            };
            if (tensor is not null)
            {
                return tensor;
            }
        }

        return null;
    }

    private static TensorProto Create<T>(int dataType, long[] shape, T[] values)
        where T : unmanaged
    {
        return new TensorProto { DataType = dataType, Dims = { shape }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<T>(values)) };
    }
}
