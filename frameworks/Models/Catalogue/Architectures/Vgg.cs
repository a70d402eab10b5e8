using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>VGG-16 (Simonyan, Zisserman 2014), torchvision's form; its adaptive pooling to 7×7 does nothing at 224×224 and is left out.</summary>
internal static class Vgg
{
    /// <summary>Channels and number of 3×3 convolutions of each stage; a pooling ends it.</summary>
    private static readonly (int Channels, int Count)[] s_stages = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)];

    /// <summary>Adds the nodes.</summary>
    public static Value Build16(GraphBuilder graph, Value input)
    {
        Value x = input;
        int layer = 0;
        foreach ((int channels, int count) in s_stages)
        {
            for (int conv = 0; conv < count; conv++)
            {
                x = graph.Relu(graph.Conv(x, $"features.{layer}", channels, Window.Centred(3), bias: true));
                layer += 2;
            }

            x = graph.MaxPool(x, Window.Padded(2, 2, 0));
            layer++;
        }

        x = graph.Relu(graph.Gemm(graph.Flatten(x), "classifier.0", 4096));
        x = graph.Relu(graph.Gemm(x, "classifier.3", 4096));
        return graph.Gemm(x, "classifier.6", 1000, GraphBuilder.LogitMoment);
    }
}
