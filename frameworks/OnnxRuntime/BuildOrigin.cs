using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>Where the build took ONNX Runtime from; the project file writes it into the assembly.</summary>
internal static class BuildOrigin
{
    /// <summary>The package that brought the C# API and the bundled library; empty when there is none.</summary>
    public static string Package => Read("OnnxRuntimeOrigin");

    /// <summary>Why there is no such package; empty when there is one from NuGet.</summary>
    public static string Missing => Read("OnnxRuntimeMissing");

    private static string Read(string key)
    {
        return BuildMetadata.Read(typeof(BuildOrigin), key);
    }
}
