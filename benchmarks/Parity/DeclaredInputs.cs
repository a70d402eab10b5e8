using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Parity;

/// <summary>The inputs as an ONNX file declares them.</summary>
internal static class DeclaredInputs
{
    /// <summary>Reads them, in the file's order, without those that an initializer supplies; −1 where a dimension is dynamic.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<TensorSpec> Of(OnnxModel model)
    {
        return [.. model.FedInputs.Select(ToSpec)];
    }

    private static TensorSpec ToSpec(ValueInfoProto input)
    {
        TypeProto.Types.Tensor? tensor = input.Type?.TensorType;
        IEnumerable<long> shape = tensor?.Shape?.Dim.Select(ToDimension) ?? [];
        return new TensorSpec(input.Name, (ElementType)(tensor?.ElemType ?? 0), [.. shape]);
    }

    private static long ToDimension(TensorShapeProto.Types.Dimension dimension)
    {
        bool isKnown = dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dimension.DimValue >= 0;
        return isKnown ? dimension.DimValue : -1;
    }
}
