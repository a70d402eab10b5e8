using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models;

/// <summary>The inputs and outputs of a model for one batch size.</summary>
/// <param name="Inputs">Inputs with concrete shapes, in the file's order, without those that an initializer supplies.</param>
/// <param name="Outputs">Outputs; −1 where shape inference cannot tell a dimension.</param>
/// <param name="Precision">The precision that the file computes in: <c>int8</c> with QuantizeLinear, <c>fp16</c> or <c>bf16</c> by the type of most of its weights, else <c>fp32</c>.</param>
/// <param name="Batch">The batch size: first dimension of the first input that is no scalar; 1 without one.</param>
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
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputShapes);
        IReadOnlyList<TensorSpec> inputs = new InputShapes(model, batch, inputShapes).Resolve();
        foreach (TensorSpec input in inputs)
        {
            CheckInput(model, input);
        }

        // Scalars before it (a threshold, a flag) have no batch.
        long size = inputs.FirstOrDefault(static input => input.Shape.Count > 0)?.Shape[0] ?? 1;
        if (batch is not null && inputs.Count > 0 && size != batch)
        {
            throw OnnxModelException.For(model.Path,
                $"has the fixed batch size {size}, and {batch} was asked for: leave the batch size out, or export with a dynamic first dimension");
        }

        GraphShapes shapes = GraphShapes.Infer(FunctionCalls.Expand(model), inputs.ToDictionary(static input => input.Name, static input => input.Shape.ToArray()));
        return new ModelSignature(
            inputs, [.. model.Proto.Graph.Output.Select(output => FindOutput(shapes, output))], FilePrecision.Of(model.Proto.Graph), size);
    }

    /// <summary>The inputs as the file declares them, without those that an initializer supplies; −1 where a dimension is dynamic.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<TensorSpec> DeclaredInputs(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.FedInputs.Select(InputShapes.Declared)];
    }

    private static void CheckInput(OnnxModel model, TensorSpec input)
    {
        string name = OneLine.Quote(input.Name);
        // 0 bytes: text, and types of which ONNX has more than a tensor can be fed with here.
        if (input.ElementType.SizeBytes() == 0 || input.ElementType is ElementType.Complex64 or ElementType.Complex128)
        {
            throw OnnxModelException.For(model.Path, $"input {name} has the type {input.ElementType.ToName()}, which cannot be fed");
        }

        if (!input.IsConcrete)
        {
            throw OnnxModelException.For(model.Path,
                $"input {name} has dynamic dimensions ({OneLine.Of(input.ToString(), 120)}): give its shape with --input-shape {name.Trim('\'')}:1,…");
        }

        if (!HasUsableSize(input))
        {
            throw OnnxModelException.For(model.Path, $"input {OneLine.Of(input.ToString(), 160)} would take 2 GiB or more: give a smaller shape");
        }
    }

    private static bool HasUsableSize(TensorSpec input)
    {
        try
        {
            return TensorTypes.SizeBytes((int)input.ElementType, TensorTypes.CountElements(input.Shape)) < Array.MaxLength;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // What inference cannot tell, the file may declare; a value of no known rank has one dimension that is not known.
    private static TensorSpec FindOutput(GraphShapes shapes, ValueInfoProto output)
    {
        TensorSpec declared = InputShapes.Declared(output);
        TensorSpec? found = shapes.FindSpec(output.Name);
        return found is null ? declared : found.ElementType == ElementType.Undefined ? found with { ElementType = declared.ElementType } : found;
    }
}
