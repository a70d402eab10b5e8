using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>EfficientNet-B0 (Tan, Le 2019), torchvision's form.</summary>
internal static class EfficientNet
{
    /// <summary>Expansion, kernel, stride of the first, channels, repetitions: table 1 of the paper.</summary>
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Count)[] s_stages =
    [
        (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1),
    ];

    /// <summary>Adds the nodes.</summary>
    public static Value Build(GraphBuilder graph, Value input)
    {
        Value x = graph.Silu(graph.ConvNorm(input, "features.0", 32, Window.Centred(3, 2)));
        for (int stage = 0; stage < s_stages.Length; stage++)
        {
            (int expansion, int kernel, int stride, int channels, int count) = s_stages[stage];
            for (int block = 0; block < count; block++)
            {
                Window window = Window.Centred(kernel, block == 0 ? stride : 1);
                x = AddBlock(graph, x, $"features.{stage + 1}.{block}.block", expansion, window, channels);
            }
        }

        x = graph.Silu(graph.ConvNorm(x, $"features.{s_stages.Length + 1}", 1280, Window.Point));
        return graph.PooledClassifier(x, "classifier.1", 1000);
    }

    private static Value AddBlock(GraphBuilder graph, Value input, string name, int expansion, Window window, int channels)
    {
        long expanded = input.Channels * expansion;
        Value x = input;
        int part = 0;
        if (expansion > 1)
        {
            x = graph.Silu(graph.ConvNorm(x, $"{name}.{part++}", expanded, Window.Point));
        }

        x = graph.Silu(graph.ConvNorm(x, $"{name}.{part++}", expanded, window, groups: expanded));
        x = graph.SqueezeExcite(x, $"{name}.{part++}", input.Channels / 4, graph.Silu, graph.Sigmoid);
        bool residual = window.Stride == 1 && input.Channels == channels;
        x = graph.ConvNorm(x, $"{name}.{part}", channels, Window.Point, gain: residual ? GraphBuilder.BranchGain : 1);
        return residual ? graph.Add(x, input) : x;
    }
}
