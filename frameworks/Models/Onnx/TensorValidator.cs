using System.Globalization;

namespace InferenceBench.Models.Onnx;

/// <summary>Checks that a tensor's type, shape and data agree, without trusting any size that it claims.</summary>
/// <param name="modelPath">Absolute path of the model.</param>
internal sealed class TensorValidator(string modelPath)
{
    // No framework has tensors of more dimensions.
    private const int MaxRank = 64;

    /// <summary>Checks one tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="what">How a message names it.</param>
    /// <exception cref="OnnxModelException">Type, shape and data do not agree.</exception>
    public void Check(TensorProto tensor, string what)
    {
        if (!TensorTypes.IsKnown(tensor.DataType))
        {
            throw Bad($"{what} has the unknown data type {tensor.DataType}");
        }

        long elements = CountElements(tensor, what);
        if (tensor.DataType == TensorTypes.Text)
        {
            Require(tensor.StringData.Count == elements, what, tensor, $"holds {tensor.StringData.Count} texts");
            return;
        }

        long size = SizeBytes(tensor, elements, what);
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            CheckExternal(tensor, what, size);
        }
        else if (tensor.RawData.Length > 0 || TensorFields.Count(tensor) == 0)
        {
            Require(tensor.RawData.Length == size, what, tensor,
                string.Create(CultureInfo.InvariantCulture, $"needs {size} bytes and holds {tensor.RawData.Length}"));
        }
        else
        {
            Require(TensorFields.HasRightCount(tensor, elements), what, tensor,
                string.Create(CultureInfo.InvariantCulture, $"needs {elements} elements and holds {TensorFields.Count(tensor)}"));
        }
    }

    private void CheckExternal(TensorProto tensor, string what, long size)
    {
        try
        {
            ExternalData.Locate(modelPath, tensor, what, size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Bad($"the external data of {what} cannot be reached: {e.Message}", e);
        }
    }

    private long CountElements(TensorProto tensor, string what)
    {
        if (tensor.Dims.Count > MaxRank)
        {
            throw Bad($"{what} has {tensor.Dims.Count} dimensions: the file is damaged");
        }

        foreach (long dimension in tensor.Dims)
        {
            if (dimension < 0)
            {
                throw Bad($"{what} has the negative dimension {dimension} in its shape {ShapeText(tensor)}");
            }
        }

        try
        {
            return TensorTypes.CountElements(tensor.Dims);
        }
        catch (OverflowException)
        {
            throw Bad($"{what} claims more than 2^63 elements by its shape {ShapeText(tensor)}");
        }
    }

    private long SizeBytes(TensorProto tensor, long elements, string what)
    {
        try
        {
            return TensorTypes.SizeBytes(tensor.DataType, elements);
        }
        catch (OverflowException)
        {
            throw Bad($"{what} claims more than 2^63 bytes by its shape {ShapeText(tensor)}");
        }
    }

    private void Require(bool isRight, string what, TensorProto tensor, string problem)
    {
        if (!isRight)
        {
            throw Bad($"{what} of shape {ShapeText(tensor)} {problem}: the file is damaged or cut");
        }
    }

    /// <summary>A tensor's shape as a message shows it.</summary>
    /// <param name="tensor">The tensor.</param>
    public static string ShapeText(TensorProto tensor)
    {
        return OneLine.Of($"[{string.Join(',', tensor.Dims)}]", 120);
    }

    private OnnxModelException Bad(string reason, Exception? cause = null)
    {
        return OnnxModelException.For(modelPath, reason, cause);
    }
}
