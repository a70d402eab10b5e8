using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>
/// MobileNetV3 (Howard et al. 2019) in torchvision's form and in that of Keras, which differs in layout (NHWC outside), rescaling inside, padding
/// (more at the bottom and the right at stride 2) and head (pointwise convolutions, softmax): equal weights give different numbers.
/// </summary>
internal static class MobileNetV3
{
    private const float Epsilon = 1e-3f;
    private const int Classes = 1000;

    /// <summary>Torchvision's form.</summary>
    /// <param name="blocks">The table.</param>
    /// <param name="hidden">Features of the classifier's hidden layer.</param>
    public static Architecture Torchvision(IReadOnlyList<MobileNetV3Block> blocks, int hidden)
    {
        return (graph, input) =>
        {
            Value x = graph.HardSwish(graph.ConvNorm(input, "features.0", 16, Window.Centred(3, 2), epsilon: Epsilon));
            x = AddFeatures(graph, x, blocks, sameAsKeras: false);
            x = graph.Flatten(graph.GlobalAveragePool(x));
            x = graph.HardSwish(graph.Gemm(x, "classifier.0", hidden));
            return graph.Gemm(x, "classifier.3", Classes, GraphBuilder.LogitMoment);
        };
    }

    /// <summary>Keras' form of the large table.</summary>
    public static Value KerasLarge(GraphBuilder graph, Value input)
    {
        Value x = graph.ToChannelsFirst(graph.Rescale(input, InputRange.Pixels, 1 / 127.5f, -1));
        x = graph.HardSwish(graph.ConvNorm(x, "features.0", 16, new Window(3, 2, 0, 1), epsilon: Epsilon));
        x = AddFeatures(graph, x, MobileNetV3Block.Large, sameAsKeras: true);
        x = graph.Conv(graph.GlobalAveragePool(x), "conv_2", 1280, Window.Point, bias: true);
        x = graph.Conv(graph.HardSwish(x), "logits", Classes, Window.Point, bias: true, moment: GraphBuilder.LogitMoment);
        return graph.Softmax(graph.Flatten(x));
    }

    /// <summary>Channels of a squeezed layer: the nearest multiple of 8 that loses at most a tenth.</summary>
    public static int RoundToEight(double channels)
    {
        int rounded = Math.Max(8, (int)(channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }

    private static Value AddFeatures(GraphBuilder graph, Value x, IReadOnlyList<MobileNetV3Block> blocks, bool sameAsKeras)
    {
        for (int index = 0; index < blocks.Count; index++)
        {
            x = AddBlock(graph, x, $"features.{index + 1}.block", blocks[index], sameAsKeras);
        }

        return graph.HardSwish(graph.ConvNorm(x, $"features.{blocks.Count + 1}", x.Channels * 6, Window.Point, epsilon: Epsilon));
    }

    private static Value AddBlock(GraphBuilder graph, Value input, string name, MobileNetV3Block block, bool sameAsKeras)
    {
        Func<Value, Value> activation = block.Swish ? graph.HardSwish : graph.Relu;
        Value x = input;
        int part = 0;
        if (block.Expanded != input.Channels)
        {
            x = activation(graph.ConvNorm(x, $"{name}.{part++}", block.Expanded, Window.Point, epsilon: Epsilon));
        }

        Window window = Window.Centred(block.Kernel, block.Stride);
        if (sameAsKeras && block.Stride == 2)
        {
            x = graph.PadImage(x, window.Begin - 1, window.End);
            window = Window.Padded(block.Kernel, block.Stride, 0);
        }

        x = activation(graph.ConvNorm(x, $"{name}.{part++}", block.Expanded, window, groups: block.Expanded, epsilon: Epsilon));
        if (block.Excited)
        {
            x = graph.SqueezeExcite(x, $"{name}.{part++}", RoundToEight(block.Expanded / 4.0), graph.Relu, graph.HardSigmoid);
        }

        bool residual = block.Stride == 1 && input.Channels == block.Channels;
        x = graph.ConvNorm(x, $"{name}.{part}", block.Channels, Window.Point, epsilon: Epsilon, gain: residual ? GraphBuilder.BranchGain : 1);
        return residual ? graph.Add(x, input) : x;
    }
}
