using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>What the build found of TorchSharp's packages; the project file writes it into the assembly.</summary>
internal static class TorchSharpBuild
{
    /// <summary>The packages that the adapter stands on; empty when it is not built.</summary>
    public static string Origin => Read("TorchSharpOrigin");

    /// <summary>Why the adapter is not built, or why there is no libtorch with it; empty when both are there.</summary>
    public static string Missing => Read("TorchSharpMissing");

    /// <summary>The version of the package: <c>0.105.2</c>.</summary>
    public static string Version => Read("TorchSharpVersion");

    /// <summary>The version of libtorch that this TorchSharp is built against: <c>2.7.1</c>.</summary>
    public static string LibtorchVersion => Read("TorchSharpLibtorchVersion");

    private static string Read(string key)
    {
        return BuildMetadata.Read(typeof(TorchSharpBuild), key);
    }
}
