using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Blocks of pixels into channels and back. TensorFlow's own order of channels is ONNX's <c>DCR</c>; its kernels know channels last on every device.</summary>
internal static class BlockLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["DepthToSpace"] = DepthToSpace,
        ["SpaceToDepth"] = static node => Native(node, "SpaceToDepth"),
    };

    private static void DepthToSpace(LoweringNode node)
    {
        if (node.Proto.GetText("mode", "DCR") != "CRD")
        {
            Native(node, "DepthToSpace");
            return;
        }

        long block = Block(node);
        long[] shape = node.Shape(0);
        ElementType type = node.KnownType(0);
        long channels = shape[1] / (block * block);
        string parts = node.Reshape(node.Input(0, Layout.ChannelsLast), type, [shape[0], shape[2], shape[3], channels, block, block]);
        string ordered = node.Transpose(parts, type, [0, 1, 4, 2, 5, 3]);
        node.Set(0, node.Reshape(ordered, type, [shape[0], shape[2] * block, shape[3] * block, channels]), Layout.ChannelsLast);
    }

    private static void Native(LoweringNode node, string op)
    {
        long block = Block(node);
        if (block == 1)
        {
            // A kernel wants at least two.
            Layout layout = node.LayoutOf(0);
            node.Set(0, node.Input(0, layout), layout);
            return;
        }

        node.Set(0, node.Let(op, [node.Input(0, Layout.ChannelsLast)], Attr.Type("T", node.KnownType(0)), Attr.Int("block_size", block)), Layout.ChannelsLast);
    }

    private static long Block(LoweringNode node)
    {
        return node.Proto.GetInt("blocksize", 0) is > 0 and long block ? block : throw new InvalidOperationException("it has no block size");
    }
}
