using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models;

/// <summary>The inputs and outputs of a model for one batch size.</summary>
/// <param name="Inputs">Inputs with concrete shapes, in the file's order, without those that an initializer supplies.</param>
/// <param name="Outputs">Outputs; −1 where shape inference cannot tell a dimension.</param>
/// <param name="Precision">The precision that the file computes in: <c>int8</c> with QuantizeLinear, <c>fp16</c> or <c>bf16</c> by the type of most of its weights, else <c>fp32</c>.</param>
/// <param name="Batch">The batch size: first dimension of the first input.</param>
public sealed record ModelSignature(
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs,
    Precision Precision,
    long Batch)
{
    /// <summary>Fills the dynamic dimensions of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">Batch size for a dynamic first dimension; null takes the file's own, or 1.</param>
    /// <param name="inputShapes">Shapes by input name from <c>--input-shape</c>; the key "" names the only input. May be empty.</param>
    /// <exception cref="OnnxModelException">A dimension stays unknown, a shape has the wrong rank, a fixed dimension differs, or an input's type cannot be fed.</exception>
    public static ModelSignature Resolve(OnnxModel model, long? batch, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        throw new NotImplementedException();
    }
}
