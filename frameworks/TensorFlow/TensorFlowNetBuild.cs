using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>What the build found of TensorFlow.NET's packages; the project file writes it into the assembly.</summary>
internal static class TensorFlowNetBuild
{
    /// <summary>The package that the adapter stands on; empty when it is not built.</summary>
    public static string Origin => Read("TensorFlowNetOrigin");

    /// <summary>Why the adapter is not built, or why its library's package is not there; empty when both are.</summary>
    public static string Missing => Read("TensorFlowNetMissing");

    /// <summary>The version of the package: <c>0.150.0</c>.</summary>
    public static string Version => Read("TensorFlowNetVersion");

    /// <summary>The version of package and library: <c>0.150.0 (TensorFlow 2.15.1)</c>.</summary>
    public static string VersionOn(TensorFlowLibrary library)
    {
        return $"{Version} (TensorFlow {library.Version})";
    }

    /// <summary>Where package and library come from.</summary>
    public static string OriginOn(TensorFlowLibrary library)
    {
        return $"{Origin} on {library.Origin}";
    }

    private static string Read(string key)
    {
        return BuildMetadata.Read(typeof(TensorFlowNetBuild), key);
    }
}
