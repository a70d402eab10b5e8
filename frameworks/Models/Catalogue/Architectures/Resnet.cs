using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>
/// ResNet for ImageNet (He et al. 2015) in torchvision's form v1.5: the stride of a bottleneck sits in its 3×3 convolution.
/// </summary>
internal static class Resnet
{
    private delegate Value Branch(GraphBuilder graph, Value input, string name, int width, int stride);

    /// <summary>The form with two 3×3 convolutions a block: resnet18 and resnet34.</summary>
    /// <param name="blocks">Blocks of each of the four stages.</param>
    public static Architecture Basic(params int[] blocks)
    {
        return (graph, input) => Build(graph, input, blocks, expansion: 1, AddBasic);
    }

    /// <summary>The form with bottlenecks: resnet50, resnet101 and resnet152.</summary>
    /// <param name="blocks">Blocks of each of the four stages.</param>
    public static Architecture Bottleneck(params int[] blocks)
    {
        return (graph, input) => Build(graph, input, blocks, expansion: 4, AddBottleneck);
    }

    private static Value Build(GraphBuilder graph, Value input, int[] blocks, int expansion, Branch addBranch)
    {
        Value x = graph.Conv(input, "conv1", 64, Window.Padded(7, 2, 3));
        x = graph.Relu(graph.BatchNormalization(x, "bn1"));
        x = graph.MaxPool(x, Window.Padded(3, 2, 1));
        for (int stage = 0; stage < blocks.Length; stage++)
        {
            for (int block = 0; block < blocks[stage]; block++)
            {
                int width = 64 << stage;
                int stride = stage > 0 && block == 0 ? 2 : 1;
                string name = $"layer{stage + 1}.{block}";
                Value branch = addBranch(graph, x, name, width, stride);
                x = graph.Relu(graph.Add(branch, Shortcut(graph, x, name, width * expansion, stride)));
            }
        }

        return graph.PooledClassifier(x, "fc", 1000);
    }

    private static Value AddBasic(GraphBuilder graph, Value input, string name, int width, int stride)
    {
        Value x = graph.Conv(input, name + ".conv1", width, Window.Centred(3, stride));
        x = graph.Relu(graph.BatchNormalization(x, name + ".bn1"));
        x = graph.Conv(x, name + ".conv2", width, Window.Centred(3));
        return graph.BatchNormalization(x, name + ".bn2", gain: GraphBuilder.BranchGain);
    }

    private static Value AddBottleneck(GraphBuilder graph, Value input, string name, int width, int stride)
    {
        Value x = graph.Conv(input, name + ".conv1", width, Window.Point);
        x = graph.Relu(graph.BatchNormalization(x, name + ".bn1"));
        x = graph.Conv(x, name + ".conv2", width, Window.Centred(3, stride));
        x = graph.Relu(graph.BatchNormalization(x, name + ".bn2"));
        x = graph.Conv(x, name + ".conv3", width * 4, Window.Point);
        return graph.BatchNormalization(x, name + ".bn3", gain: GraphBuilder.BranchGain);
    }

    private static Value Shortcut(GraphBuilder graph, Value input, string name, int channels, int stride)
    {
        return input.Channels == channels && stride == 1
            ? input
            : graph.ConvNorm(input, name + ".downsample", channels, Window.Padded(1, stride, 0));
    }
}
