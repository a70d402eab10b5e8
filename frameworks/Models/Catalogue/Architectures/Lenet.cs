using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>LeNet-5 (LeCun et al. 1998) as it is built today: ReLU and max pooling, input 1×32×32.</summary>
internal static class Lenet
{
    /// <summary>Adds the nodes.</summary>
    public static Value Build5(GraphBuilder graph, Value input)
    {
        Value x = graph.Relu(graph.Conv(input, "conv1", 6, Window.Padded(5, 1, 0), bias: true));
        x = graph.MaxPool(x, Window.Padded(2, 2, 0));
        x = graph.Relu(graph.Conv(x, "conv2", 16, Window.Padded(5, 1, 0), bias: true));
        x = graph.Flatten(graph.MaxPool(x, Window.Padded(2, 2, 0)));
        x = graph.Relu(graph.Gemm(x, "fc1", 120));
        x = graph.Relu(graph.Gemm(x, "fc2", 84));
        return graph.Gemm(x, "fc3", 10, GraphBuilder.LogitMoment);
    }
}
