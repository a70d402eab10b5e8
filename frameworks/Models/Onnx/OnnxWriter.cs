namespace InferenceBench.Models.Onnx;

/// <summary>Writes ONNX files atomically (temporary file in the same folder, then rename).</summary>
public static class OnnxWriter
{
    /// <summary>Writes a model; weights beyond what one protobuf message can hold go to <c>NAME.onnx.data</c> beside it.</summary>
    /// <param name="proto">The model.</param>
    /// <param name="path">The file to write.</param>
    /// <exception cref="OnnxModelException">The file cannot be written.</exception>
    public static void Save(ModelProto proto, string path)
    {
        throw new NotImplementedException();
    }
}
