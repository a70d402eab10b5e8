using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>MnasNet with depth multiplier 1 (Tan et al. 2018), torchvision's form.</summary>
internal static class Mnasnet
{
    /// <summary>Kernel, stride of the first, expansion, channels, repetitions.</summary>
    private static readonly (int Kernel, int Stride, int Expansion, int Channels, int Count)[] s_stages =
    [
        (3, 2, 3, 24, 3), (5, 2, 3, 40, 3), (5, 2, 6, 80, 3), (3, 1, 6, 96, 2), (5, 2, 6, 192, 4), (3, 1, 6, 320, 1),
    ];

    /// <summary>Adds the nodes.</summary>
    public static Value Build(GraphBuilder graph, Value input)
    {
        Value x = graph.Relu(ConvNorm(graph, input, "layers", 0, 32, Window.Centred(3, 2)));
        x = graph.Relu(ConvNorm(graph, x, "layers", 3, 32, Window.Centred(3), groups: 32));
        x = ConvNorm(graph, x, "layers", 6, 16, Window.Point);
        int layer = 8;
        foreach ((int kernel, int stride, int expansion, int channels, int count) in s_stages)
        {
            for (int block = 0; block < count; block++)
            {
                Window window = Window.Centred(kernel, block == 0 ? stride : 1);
                x = AddBlock(graph, x, $"layers.{layer}.{block}.layers", window, expansion, channels);
            }

            layer++;
        }

        x = graph.Relu(ConvNorm(graph, x, "layers", layer, 1280, Window.Point));
        return graph.PooledClassifier(x, "classifier.1", 1000);
    }

    private static Value AddBlock(GraphBuilder graph, Value input, string name, Window window, int expansion, int channels)
    {
        long expanded = input.Channels * expansion;
        bool residual = window.Stride == 1 && input.Channels == channels;
        Value x = graph.Relu(ConvNorm(graph, input, name, 0, expanded, Window.Point));
        x = graph.Relu(ConvNorm(graph, x, name, 3, expanded, window, groups: expanded));
        x = ConvNorm(graph, x, name, 6, channels, Window.Point, gain: residual ? GraphBuilder.BranchGain : 1);
        return residual ? graph.Add(x, input) : x;
    }

    /// <summary>A convolution and, one number on, its normalisation: torchvision counts its layers through.</summary>
    private static Value ConvNorm(
        GraphBuilder graph, Value input, string prefix, int layer, long channels, Window window, long groups = 1, double gain = 1)
    {
        Value x = graph.Conv(input, $"{prefix}.{layer}", channels, window, groups);
        return graph.BatchNormalization(x, $"{prefix}.{layer + 1}", gain: gain);
    }
}
