using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models;

/// <summary>Finds the precision that a file computes in.</summary>
public static class FilePrecision
{
    /// <summary><c>int8</c> with quantizing operators, else by the type of most of the weights.</summary>
    /// <param name="graph">The main graph.</param>
    public static Precision Of(GraphProto graph)
    {
        double single = 0;
        double half = 0;
        double brain = 0;
        foreach (NodeProto node in graph.Node)
        {
            if (IsQuantizing(node.OpType))
            {
                return Precision.Int8;
            }

            if (ConstantNodes.IsConstant(node) && node.GetTensor("value") is { } tensor)
            {
                Add(tensor);
            }
        }

        foreach (TensorProto tensor in graph.Initializer)
        {
            Add(tensor);
        }

        return half > single && half >= brain ? Precision.Fp16 : brain > single ? Precision.Bf16 : Precision.Fp32;

        void Add(TensorProto tensor)
        {
            // Doubles: only the ratio counts, and nothing overflows.
            double elements = TensorTypes.CountElements(tensor.Dims);
            single += tensor.DataType is (int)ElementType.Float32 or (int)ElementType.Float64 ? elements : 0;
            half += tensor.DataType == (int)ElementType.Float16 ? elements : 0;
            brain += tensor.DataType == (int)ElementType.BFloat16 ? elements : 0;
        }
    }

    private static bool IsQuantizing(string type)
    {
        return type is "QuantizeLinear" or "DynamicQuantizeLinear" or "ConvInteger" or "MatMulInteger"
            || type.StartsWith("QLinear", StringComparison.Ordinal);
    }
}
