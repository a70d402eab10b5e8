using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>The constant weight of a convolution or matrix product, in the form that int8 kernels take.</summary>
/// <param name="Tensor">The weight.</param>
/// <param name="ChannelAxis">The axis of its output channels.</param>
/// <param name="Bias">The bias, a vector with one element for each channel; null without one.</param>
internal sealed record WeightUse(TensorProto Tensor, int ChannelAxis, TensorProto? Bias)
{
    /// <summary>Index of the weight among the inputs.</summary>
    public const int Input = 1;

    /// <summary>Index of the bias among the inputs.</summary>
    public const int BiasInput = 2;

    /// <summary>The weight of a node.</summary>
    /// <param name="index">Its graph.</param>
    /// <param name="node">A Conv, ConvTranspose, Gemm or MatMul.</param>
    /// <param name="reason">Why int8 kernels do not take it; null when they do.</param>
    /// <exception cref="OnnxModelException">The weight cannot be read.</exception>
    public static WeightUse? Find(GraphIndex index, NodeProto node, out string? reason)
    {
        reason = FindProblem(index, node);
        return reason is null
            ? new WeightUse(index.FindFloats(node.InputAt(Input))!, AxisOf(node), index.FindFloats(node.InputAt(BiasInput)))
            : null;
    }

    private static string? FindProblem(GraphIndex index, NodeProto node)
    {
        if (index.FindFloats(node.InputAt(Input)) is not { } weight)
        {
            return "its weight is no constant of float32";
        }

        if (index.FindConstant(node.InputAt(0)) is not null)
        {
            return "its input is a constant";
        }

        bool isMatrix = node.OpType is "Gemm" or "MatMul";
        if (isMatrix ? weight.Dims.Count != 2 : weight.Dims.Count < 3)
        {
            return $"its weight has {weight.Dims.Count} dimensions";
        }

        if (node.OpType == "ConvTranspose" && node.GetInt("group", 1) != 1)
        {
            return "it has groups";
        }

        if (!Array.TrueForAll(index.Read(weight), float.IsFinite))
        {
            return "its weight holds NaN or infinity";
        }

        return FindBiasProblem(index, node, weight.Dims[AxisOf(node)]);
    }

    private static string? FindBiasProblem(GraphIndex index, NodeProto node, long channels)
    {
        string name = node.InputAt(BiasInput);
        if (name.Length == 0)
        {
            return null;
        }

        if (index.FindFloats(name) is not { DataType: (int)ElementType.Float32 } bias)
        {
            return "its bias is no constant of float32";
        }

        bool isVector = bias.Dims.Count == 1 && bias.Dims[0] == channels && node.GetFloat("alpha", 1) == 1 && node.GetFloat("beta", 1) == 1;
        return !isVector ? "its bias is no vector over the channels"
            : !Array.TrueForAll(index.Read(bias), float.IsFinite) ? "its bias holds NaN or infinity"
            : null;
    }

    private static int AxisOf(NodeProto node)
    {
        return node.OpType switch
        {
            "Conv" => 0,
            "Gemm" when node.GetInt("transB", 0) != 0 => 0,
            _ => 1,
        };
    }
}
