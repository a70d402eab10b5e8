namespace InferenceBench.Models.Onnx;

/// <summary>Checks a parsed model as a whole; graphs and tensors have their own checks.</summary>
internal static class ModelValidator
{
    /// <summary>Checks a model and puts its nodes into an order in which they can run.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="OnnxModelException">Something is missing or contradicts itself.</exception>
    public static void Check(OnnxModel model)
    {
        if (model.Proto.Graph is null)
        {
            throw OnnxModelException.For(model.Path, "holds no graph: it is no ONNX model, or damaged");
        }

        if (model.Proto.Graph.Output.Count == 0)
        {
            throw OnnxModelException.For(model.Path, "its graph has no output: it is no ONNX model, or damaged");
        }

        // A model of another operator set alone needs no import of this one.
        if (model.Opset < 1 && (model.Proto.OpsetImport.Count == 0 || model.Proto.Graph.Node.Any(static node => node.Domain is "" or "ai.onnx")))
        {
            throw OnnxModelException.For(model.Path, "imports no version of the default operator set: it is damaged, export it again");
        }

        var graphs = new GraphValidator(model.Path);
        graphs.Check(model.Proto.Graph);
        foreach (FunctionProto function in model.Proto.Functions)
        {
            graphs.Check(function);
        }
    }
}
