namespace InferenceBench.Contracts;

/// <summary>A framework that can write a model in a form of its own, without loading its engine.</summary>
public interface IModelExporter
{
    /// <summary>Name of the form in <c>models export --format</c>: <c>torchscript</c>.</summary>
    string Format { get; }

    /// <summary>What the file is, in a few words for the help: <c>readable source without weights</c>.</summary>
    string FormatDescription { get; }

    /// <summary>Writes a model.</summary>
    /// <param name="modelPath">Absolute path of an ONNX file.</param>
    /// <param name="inputs">The inputs with concrete shapes, in the model's order.</param>
    /// <param name="output">Gets the text or the bytes; stays open.</param>
    /// <exception cref="NotSupportedException">The model holds an operator that the framework has no counterpart for; the message names it, its opset and its node.</exception>
    void Export(string modelPath, IReadOnlyList<TensorSpec> inputs, Stream output);
}
