using InferenceBench.Contracts;
using InferenceBench.Models.Counting;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models;

/// <summary>What <c>models info</c> prints.</summary>
/// <param name="Id">Catalogue id, or the file's name without extension.</param>
/// <param name="File">Absolute path.</param>
/// <param name="Opset">Version of the default operator set.</param>
/// <param name="Ir">IR version.</param>
/// <param name="Producer">Producer name and version.</param>
/// <param name="Parameters">Trainable parameters: without BatchNormalization's mean and variance.</param>
/// <param name="Macs">Multiply–accumulates at batch 1 of Conv, ConvTranspose, Gemm, MatMul; null when a shape they need is unknown.</param>
/// <param name="Inputs">Inputs as the file declares them (−1 where dynamic).</param>
/// <param name="Outputs">Outputs as the file declares them (−1 where dynamic).</param>
/// <param name="Operators">Number of nodes by operator.</param>
/// <param name="Uncounted">Operators whose shapes or arithmetic could not be counted.</param>
/// <param name="SizeBytes">Bytes of the file and its external data.</param>
public sealed record ModelInfo(
    string Id,
    string File,
    long Opset,
    long Ir,
    string Producer,
    long Parameters,
    long? Macs,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyList<string> Uncounted,
    long SizeBytes)
{
    /// <summary>Counts a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="id">Catalogue id; null takes the file's name.</param>
    /// <param name="inputShapes">Shapes for dynamic inputs by name; may be empty.</param>
    /// <exception cref="OnnxModelException">A given shape does not fit its input, or a file has gone since the model was read.</exception>
    public static ModelInfo Of(OnnxModel model, string? id, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputShapes);
        ModelProto proto = model.Proto;
        IReadOnlyList<TensorSpec> inputs = new InputShapes(model, null, inputShapes).Resolve();
        OnnxModel flat = FunctionCalls.Expand(model);
        var constants = new ConstantValues(flat.Proto.Graph);
        var uncounted = new SortedSet<string>(StringComparer.Ordinal);
        return new ModelInfo(
            id ?? Path.GetFileNameWithoutExtension(model.Path),
            model.Path,
            model.Opset,
            proto.IrVersion,
            string.Join(' ', new[] { proto.ProducerName, proto.ProducerVersion }.Where(static part => part.Length > 0)),
            ParameterCounter.Count(flat, constants),
            MacCounter.Count(flat, constants, inputs, uncounted),
            [.. model.FedInputs.Select(InputShapes.Declared)],
            [.. proto.Graph.Output.Select(InputShapes.Declared)],
            CountOperators(proto.Graph),
            [.. uncounted],
            ModelFiles.SizeBytes(model));
    }

    private static SortedDictionary<string, int> CountOperators(GraphProto graph)
    {
        var operators = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            operators[node.OpType] = operators.GetValueOrDefault(node.OpType) + 1;
        }

        return operators;
    }
}
