using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>AlexNet (Krizhevsky 2014), torchvision's form; its adaptive pooling to 6×6 does nothing at 224×224 and is left out.</summary>
internal static class Alexnet
{
    /// <summary>Adds the nodes.</summary>
    public static Value Build(GraphBuilder graph, Value input)
    {
        Window pooling = Window.Padded(3, 2, 0);
        Value x = graph.Relu(graph.Conv(input, "features.0", 64, Window.Padded(11, 4, 2), bias: true));
        x = graph.MaxPool(x, pooling);
        x = graph.Relu(graph.Conv(x, "features.3", 192, Window.Centred(5), bias: true));
        x = graph.MaxPool(x, pooling);
        x = graph.Relu(graph.Conv(x, "features.6", 384, Window.Centred(3), bias: true));
        x = graph.Relu(graph.Conv(x, "features.8", 256, Window.Centred(3), bias: true));
        x = graph.Relu(graph.Conv(x, "features.10", 256, Window.Centred(3), bias: true));
        x = graph.Flatten(graph.MaxPool(x, pooling));
        x = graph.Relu(graph.Gemm(x, "classifier.1", 4096));
        x = graph.Relu(graph.Gemm(x, "classifier.4", 4096));
        return graph.Gemm(x, "classifier.6", 1000, GraphBuilder.LogitMoment);
    }
}
