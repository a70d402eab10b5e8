using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>SqueezeNet 1.0 (Iandola et al. 2016), torchvision's form.</summary>
internal static class Squeezenet
{
    /// <summary>Squeezed channels and channels of each expansion of the fire modules; 0 is a pooling. Positions are torchvision's layer numbers from 3.</summary>
    private static readonly (int Squeezed, int Expanded)[] s_modules =
    [
        (16, 64), (16, 64), (32, 128), (0, 0), (32, 128), (48, 192), (48, 192), (64, 256), (0, 0), (64, 256),
    ];

    /// <summary>Adds the nodes.</summary>
    public static Value Build10(GraphBuilder graph, Value input)
    {
        Value x = graph.Relu(graph.Conv(input, "features.0", 96, Window.Padded(7, 2, 0), bias: true));
        x = Pool(graph, x);
        for (int index = 0; index < s_modules.Length; index++)
        {
            (int squeezed, int expanded) = s_modules[index];
            x = squeezed == 0 ? Pool(graph, x) : AddFire(graph, x, $"features.{index + 3}", squeezed, expanded);
        }

        x = graph.Relu(graph.Conv(x, "classifier.1", 1000, Window.Point, bias: true, moment: GraphBuilder.LogitMoment));
        return graph.Flatten(graph.GlobalAveragePool(x));
    }

    private static Value Pool(GraphBuilder graph, Value input)
    {
        return graph.MaxPool(input, Window.Padded(3, 2, 0), ceiling: true);
    }

    private static Value AddFire(GraphBuilder graph, Value input, string name, int squeezed, int expanded)
    {
        Value x = graph.Relu(graph.Conv(input, name + ".squeeze", squeezed, Window.Point, bias: true));
        Value narrow = graph.Relu(graph.Conv(x, name + ".expand1x1", expanded, Window.Point, bias: true));
        Value wide = graph.Relu(graph.Conv(x, name + ".expand3x3", expanded, Window.Centred(3), bias: true));
        return graph.ConcatChannels(narrow, wide);
    }
}
