using System.Security;
using Google.Protobuf;

namespace InferenceBench.Models.Onnx;

/// <summary>Writes ONNX files atomically (temporary file in the same folder, then rename).</summary>
public static class OnnxWriter
{
    /// <summary>Writes a model; weights beyond what one protobuf message can hold go to <c>NAME.onnx.data</c> beside it.</summary>
    /// <param name="proto">The model; it is not changed. None of its weights lie in external data.</param>
    /// <param name="path">The file to write.</param>
    /// <exception cref="OnnxModelException">The file cannot be written.</exception>
    public static void Save(ModelProto proto, string path)
    {
        Save(new OnnxModel("", proto), path, ExternalDataUse.WhenNeeded);
    }

    /// <summary>Writes a model; weights that it keeps in external data are read from there.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="externalData">Whether weights go to <c>NAME.onnx.data</c> beside it.</param>
    /// <exception cref="OnnxModelException">The file cannot be written, or external data cannot be read.</exception>
    public static void Save(OnnxModel model, string path, ExternalDataUse externalData)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        string fullPath = path;
        try
        {
            fullPath = Path.GetFullPath(path);
            var plan = new ExternalDataPlan(model, fullPath, externalData);
            plan.WriteData();
            AtomicFile.Write(fullPath, plan.Proto.WriteTo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw OnnxModelException.For(fullPath, $"cannot be written: {e.Message}", e);
        }
    }
}
