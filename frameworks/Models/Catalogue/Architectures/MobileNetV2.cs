using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>MobileNetV2 (Sandler et al. 2018), torchvision's form.</summary>
internal static class MobileNetV2
{
    /// <summary>Expansion, channels, repetitions, stride of the first: table 2 of the paper.</summary>
    private static readonly (int Expansion, int Channels, int Count, int Stride)[] s_stages =
    [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ];

    /// <summary>Adds the nodes.</summary>
    public static Value Build(GraphBuilder graph, Value input)
    {
        Value x = graph.Relu6(graph.ConvNorm(input, "features.0", 32, Window.Centred(3, 2)));
        int index = 1;
        foreach ((int expansion, int channels, int count, int stride) in s_stages)
        {
            for (int block = 0; block < count; block++)
            {
                x = AddBlock(graph, x, $"features.{index++}.conv", expansion, channels, block == 0 ? stride : 1);
            }
        }

        x = graph.Relu6(graph.ConvNorm(x, $"features.{index}", 1280, Window.Point));
        return graph.PooledClassifier(x, "classifier.1", 1000);
    }

    private static Value AddBlock(GraphBuilder graph, Value input, string name, int expansion, int channels, int stride)
    {
        long expanded = input.Channels * expansion;
        Value x = input;
        int part = 0;
        if (expansion > 1)
        {
            x = graph.Relu6(graph.ConvNorm(x, $"{name}.{part++}", expanded, Window.Point));
        }

        x = graph.Relu6(graph.ConvNorm(x, $"{name}.{part++}", expanded, Window.Centred(3, stride), groups: expanded));
        bool residual = stride == 1 && input.Channels == channels;
        x = graph.Conv(x, $"{name}.{part}", channels, Window.Point);
        x = graph.BatchNormalization(x, $"{name}.{part + 1}", gain: residual ? GraphBuilder.BranchGain : 1);
        return residual ? graph.Add(x, input) : x;
    }
}
