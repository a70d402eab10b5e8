using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Loading;

/// <summary>What the build says of the shim, in the text file beside it.</summary>
/// <param name="Folder">The TensorRT that it was built for; null when the file does not tell.</param>
/// <param name="Version">That TensorRT's version; null when the file does not tell.</param>
internal sealed record ShimBuild(string? Folder, string? Version)
{
    /// <summary>Name of the file beside the shim.</summary>
    public const string FileName = "inferencebench_tensorrt.txt";

    /// <summary>What helps when nothing else is known to.</summary>
    public const string BuildRemedy =
        "install TensorRT and CUDA with their headers (libnvinfer-dev, libnvonnxparsers-dev, cuda-cudart-dev), or set TENSORRT to a TensorRT folder; then build again (./run.sh does)";

    /// <summary>Reads the file of a folder.</summary>
    /// <param name="folder">Folder of the shim.</param>
    /// <exception cref="NativeLibraryException">The shim was not built.</exception>
    public static ShimBuild Read(string folder)
    {
        ShimFacts facts = ShimFacts.Read(Path.Combine(folder, FileName), BuildRemedy);
        return new ShimBuild(facts.Find("tensorrt"), facts.Find("version"));
    }
}
