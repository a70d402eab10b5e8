using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>ResNets for 32×32 images: MLPerf Tiny's resnet8, and the resnet56 of He et al. 2015 with shortcuts of option A.</summary>
internal static class CifarResnet
{
    private const int Classes = 10;

    /// <summary>MLPerf Tiny's image classifier: convolutions with bias before the normalisation, shortcuts with a bare 1×1 convolution, softmax.</summary>
    public static Value Resnet8(GraphBuilder graph, Value input)
    {
        Value x = ConvNormRelu(graph, input, "conv1", "bn1", 16, 1, bias: true);
        for (int stage = 0; stage < 3; stage++)
        {
            int width = 16 << stage;
            int stride = stage == 0 ? 1 : 2;
            string name = $"layer{stage + 1}.0";
            Value branch = Branch(graph, x, name, width, stride, bias: true);
            Value shortcut = stride == 1 ? x : graph.Conv(x, name + ".downsample", width, Window.Padded(1, stride, 0), bias: true);
            x = graph.Relu(graph.Add(branch, shortcut));
        }

        return graph.Softmax(graph.PooledClassifier(x, "fc", Classes));
    }

    /// <summary>Three stages of nine blocks; a shortcut to more channels takes every second row and column and pads the channels with zeros.</summary>
    public static Value Resnet56(GraphBuilder graph, Value input)
    {
        Value x = ConvNormRelu(graph, input, "conv1", "bn1", 16, 1, bias: false);
        for (int stage = 0; stage < 3; stage++)
        {
            for (int block = 0; block < 9; block++)
            {
                int width = 16 << stage;
                int stride = stage > 0 && block == 0 ? 2 : 1;
                Value branch = Branch(graph, x, $"layer{stage + 1}.{block}", width, stride, bias: false);
                Value shortcut = stride == 1 ? x : graph.PadChannels(graph.Subsample(x), width / 4);
                x = graph.Relu(graph.Add(branch, shortcut));
            }
        }

        return graph.PooledClassifier(x, "linear", Classes);
    }

    private static Value Branch(GraphBuilder graph, Value input, string name, int width, int stride, bool bias)
    {
        Value x = ConvNormRelu(graph, input, name + ".conv1", name + ".bn1", width, stride, bias);
        x = graph.Conv(x, name + ".conv2", width, Window.Centred(3), bias: bias);
        return graph.BatchNormalization(x, name + ".bn2", gain: GraphBuilder.BranchGain);
    }

    private static Value ConvNormRelu(GraphBuilder graph, Value input, string conv, string norm, int width, int stride, bool bias)
    {
        Value x = graph.Conv(input, conv, width, Window.Centred(3, stride), bias: bias);
        return graph.Relu(graph.BatchNormalization(x, norm));
    }
}
