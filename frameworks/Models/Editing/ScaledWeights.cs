using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>The constant weights of a Conv, ConvTranspose or Gemm, and how a scale and a shift of its output channels go into them.</summary>
internal sealed class ScaledWeights
{
    private const int WeightInput = 1;
    private const int BiasInput = 2;
    private readonly GraphIndex _index;
    private readonly NodeProto _node;
    private readonly TensorProto _weight;
    private readonly TensorProto? _bias;

    private ScaledWeights(GraphIndex index, NodeProto node, TensorProto weight, TensorProto? bias, long channels)
    {
        _index = index;
        _node = node;
        _weight = weight;
        _bias = bias;
        Channels = channels;
    }

    /// <summary>Number of output channels.</summary>
    public long Channels { get; }

    /// <summary>The weights of a node.</summary>
    /// <param name="index">Its graph.</param>
    /// <param name="node">Any node.</param>
    /// <returns>Null when it is another operator, or its weights or bias are no constants of float32 with the usual shapes.</returns>
    public static ScaledWeights? Find(GraphIndex index, NodeProto node)
    {
        bool isKnown = node.IsStandard("Conv") || node.IsStandard("ConvTranspose") || node.IsStandard("Gemm");
        if (!isKnown || index.FindFloats(node.InputAt(WeightInput)) is not { Dims.Count: >= 2 } weight)
        {
            return null;
        }

        long channels = node.OpType switch
        {
            "Conv" => weight.Dims[0],
            "ConvTranspose" => weight.Dims[1] * node.GetInt("group", 1),
            _ => weight.Dims[node.GetInt("transB", 0) != 0 ? 0 : 1],
        };
        TensorProto? bias = index.FindFloats(node.InputAt(BiasInput));
        bool isBiasUsable = node.InputAt(BiasInput).Length == 0 || (bias is not null && IsVector(bias, channels));
        return isBiasUsable ? new ScaledWeights(index, node, weight, bias, channels) : null;
    }

    /// <summary>Makes the node compute scale·y + shift; tensors that others share are left as they are.</summary>
    /// <param name="scale">One factor for each channel.</param>
    /// <param name="shift">One summand for each channel.</param>
    public void Apply(double[] scale, double[] shift)
    {
        float[] weight = _index.Read(_weight);
        long inner = _weight.Dims.Skip(2).Aggregate(1L, static (product, dimension) => product * dimension);
        for (int i = 0; i < weight.Length; i++)
        {
            weight[i] = (float)(weight[i] * scale[ChannelOf(i, inner)]);
        }

        // Gemm multiplies its bias by beta; with 1 the new one is what it says.
        double beta = _node.OpType == "Gemm" ? _node.GetFloat("beta", 1) : 1;
        _node.RemoveAttribute("beta");
        float[]? bias = _bias is null ? null : _index.Read(_bias);
        float[] shifted = [.. shift.Select((value, i) => (float)(value + (bias is null ? 0 : beta * bias[bias.Length == 1 ? 0 : i] * scale[i])))];
        Replace(WeightInput, Tensors.Floats(_index.CreateName($"{_weight.Name}_folded"), _weight.Dims, weight));
        Replace(BiasInput, Tensors.Floats(_index.CreateName($"{_weight.Name}_folded_bias"), [shifted.Length], shifted));
    }

    private static bool IsVector(TensorProto bias, long channels)
    {
        long count = TensorTypes.CountElements(bias.Dims);
        return bias.DataType == (int)ElementType.Float32 && (count == 1 || (count == channels && (bias.Dims.Count == 0 || bias.Dims[^1] == channels)));
    }

    private long ChannelOf(long index, long inner)
    {
        switch (_node.OpType)
        {
            case "Conv":
                return index / (_weight.Dims[1] * inner);
            case "ConvTranspose":
                long perGroup = _weight.Dims[0] / _node.GetInt("group", 1);
                long group = index / (_weight.Dims[1] * inner) / perGroup;
                return (group * _weight.Dims[1]) + (index / inner % _weight.Dims[1]);
            default:
                return _node.GetInt("transB", 0) != 0 ? index / _weight.Dims[1] : index % _weight.Dims[1];
        }
    }

    private void Replace(int input, TensorProto tensor)
    {
        _index.Graph.Initializer.Add(tensor);
        _node.SetInput(input, tensor.Name);
    }
}
