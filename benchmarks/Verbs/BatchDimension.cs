using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Models.Onnx;
using Dimension = InferenceBench.Models.Onnx.TensorShapeProto.Types.Dimension;

namespace InferenceBench.Verbs;

/// <summary>Gives the dynamic batch dimension of a model one size.</summary>
internal static class BatchDimension
{
    /// <summary>Fixes the first dimension of the first input that is no scalar, that of every other input, and whatever else in the graph has the same name.</summary>
    /// <param name="model">The model; it is changed.</param>
    /// <param name="batch">The size, at least 1.</param>
    /// <exception cref="UsageException">The file has no such dimension, or has fixed it at another size.</exception>
    public static void Fix(OnnxModel model, int batch)
    {
        GraphProto graph = model.Proto.Graph;
        // Scalars (a threshold, a flag) have no batch.
        Dimension[] batches = [.. model.FedInputs.Select(First).OfType<Dimension>()];
        if (batches is not [Dimension first, ..])
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--batch {batch}: the model has no input with a dimension to fix"));
        }

        if (IsFixed(first) && first.DimValue != batch)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"--batch {batch}: the file's batch is fixed at {first.DimValue}; export it with a dynamic one"));
        }

        string name = first.DimParam;
        foreach (Dimension dimension in batches.Where(dimension => !IsFixed(dimension) && dimension.DimParam == name))
        {
            dimension.DimValue = batch;
        }

        // Unnamed dimensions are all different from each other: engines infer those of the other values.
        foreach (Dimension dimension in name.Length > 0 ? Dimensions(graph) : [])
        {
            if (!IsFixed(dimension) && dimension.DimParam == name)
            {
                dimension.DimValue = batch;
            }
        }
    }

    private static bool IsFixed(Dimension dimension)
    {
        return dimension.ValueCase == Dimension.ValueOneofCase.DimValue && dimension.DimValue >= 0;
    }

    private static Dimension? First(ValueInfoProto value)
    {
        return value.Type?.TensorType?.Shape is { Dim: { Count: > 0 } dimensions } ? dimensions[0] : null;
    }

    private static IEnumerable<Dimension> Dimensions(GraphProto graph)
    {
        return graph.Input.Concat(graph.Output).Concat(graph.ValueInfo).SelectMany(static value => value.Type?.TensorType?.Shape?.Dim ?? []);
    }
}
