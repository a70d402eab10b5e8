using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>What follows the products of a convolution: its bias, and a BatchNormalization that alone reads the result and goes into weights and bias.</summary>
internal sealed class ConvolutionEnd
{
    private readonly LoweringNode _node;
    private readonly LoweringNode? _reader;

    private ConvolutionEnd(LoweringNode node, LoweringNode? reader, ChannelAffine? affine)
    {
        _node = node;
        _reader = reader;
        Affine = affine;
    }

    /// <summary>What the weights of each output channel are multiplied with; null for nothing.</summary>
    public ChannelAffine? Affine { get; }

    /// <summary>What follows a Conv or ConvTranspose.</summary>
    public static ConvolutionEnd Of(LoweringNode node)
    {
        bool isKnown = node.Type(1) == ElementType.Float32 && node.IsConstant(1) && (!node.Has(2) || node.IsConstant(2));
        LoweringNode? reader = isKnown ? node.FindSoleReader(0, "BatchNormalization") : null;
        ChannelAffine? affine = reader is null || reader.Proto.Input[0] != node.Proto.Output[0] ? null : ChannelAffine.Find(reader);
        return new ConvolutionEnd(node, affine is null ? null : reader, affine);
    }

    /// <summary>Adds the bias to the products and sets the output.</summary>
    /// <param name="frame">The frame that the products are in.</param>
    /// <param name="products">The products.</param>
    /// <param name="shape">The shape of the output as in the file.</param>
    /// <param name="isGrouped">Whether a grouped convolution made them.</param>
    public void Set(WindowFrame frame, string products, long[] shape, bool isGrouped)
    {
        string result = frame.Leave(Biased(frame, products, shape[1], isGrouped), frame.Type, shape);
        if (_reader is null)
        {
            _node.Set(0, result, frame.Layout);
            return;
        }

        _node.SetThrough(_reader, result, frame.Layout);
    }

    private string Biased(WindowFrame frame, string products, long channels, bool isGrouped)
    {
        if (Affine is null && !_node.Has(2))
        {
            return products;
        }

        if (!isGrouped)
        {
            return _node.Let("BiasAdd", [products, Bias([channels])], Attr.Type("T", frame.Type), Attr.Text("data_format", frame.Layout == Layout.Plain ? "NCHW" : "NHWC"));
        }

        // Not BiasAdd: without oneDNN, TensorFlow's optimiser joins it to the convolution as a kernel that then refuses groups ("Fused conv implementation does not
        // support grouped convolutions for now", 2.15). With oneDNN both are equally fast.
        long[] shape = frame.Layout == Layout.Plain ? [1, channels, .. Enumerable.Repeat(1L, frame.IsVolume ? 3 : 2)] : [.. Enumerable.Repeat(1L, frame.ChannelAxis), channels];
        return _node.Apply("AddV2", frame.Type, products, Bias(shape));
    }

    private string Bias(long[] shape)
    {
        if (Affine is not null)
        {
            double[] own = _node.FindFloats(2) ?? new double[Affine.Scale.Length];
            return _node.Floats(shape, [.. own.Select((bias, i) => (float)((bias * Affine.Scale[i]) + Affine.Offset[i]))]);
        }

        return shape.Length == 1 ? _node.Input(2)
            : _node.FindConstant(2) is { } constant ? _node.Constant(constant with { Shape = shape })
            : _node.Reshape(_node.Input(2), _node.KnownType(2), shape);
    }
}
