namespace InferenceBench.Models.Onnx;

/// <summary>The files that make up a model.</summary>
public static class ModelFiles
{
    /// <summary>Bytes of the model's file and of the files that its initializers lie in; 0 for a model in memory.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="OnnxModelException">A file has gone since the model was read.</exception>
    public static long SizeBytes(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Path.Length == 0)
        {
            return 0;
        }

        try
        {
            var files = new HashSet<string>(StringComparer.Ordinal) { RealPath.Of(model.Path) };
            foreach (TensorProto tensor in model.Proto.Graph.Initializer)
            {
                if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
                {
                    string what = $"initializer {OneLine.Quote(tensor.Name)}";
                    files.Add(ExternalData.Locate(model.Path, tensor, what, TensorReader.SizeBytes(tensor)).File);
                }
            }

            return files.Sum(static file => new FileInfo(file).Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OnnxModelException.For(model.Path, $"cannot be measured: {e.Message}", e);
        }
    }
}
