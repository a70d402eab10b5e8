using System.Text.RegularExpressions;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>What the engine says when it cannot use an execution provider, for people.</summary>
internal static partial class ProviderRefusal
{
    /// <summary>Turns the engine's text into a reason and a remedy.</summary>
    public static Availability Explain(string provider, string engineText)
    {
        if (engineText.Contains("not enabled in this build", StringComparison.OrdinalIgnoreCase)
            || engineText.Contains("entry point", StringComparison.OrdinalIgnoreCase))
        {
            return Availability.No(
                $"this ONNX Runtime library is built without the {provider} provider",
                "build with -p:OnnxRuntimeGpu=true, or set ONNXRUNTIME_LIBRARY to the libonnxruntime.so of a GPU build");
        }

        Match missing = MissingLibrary().Match(engineText);
        if (!missing.Success)
        {
            return Availability.No($"the {provider} provider refuses: {engineText}", "check that driver, CUDA, cuDNN and ONNX Runtime fit together");
        }

        string library = missing.Groups["library"].Value;
        string product = ProductOf(library, missing.Groups["version"].Value);
        return Availability.No(
            $"{product} ({library}) not found, which the {provider} provider needs",
            $"install {product}, or add its folder to LD_LIBRARY_PATH");
    }

    private static string ProductOf(string library, string version)
    {
        string product = library.StartsWith("libcudnn", StringComparison.Ordinal) ? "cuDNN"
            : library.StartsWith("libnv", StringComparison.Ordinal) ? "TensorRT libraries"
            : library.StartsWith("libonnxruntime", StringComparison.Ordinal) ? "ONNX Runtime's GPU libraries"
            : "CUDA runtime libraries";
        // cuRAND and cuFFT count for themselves: their 10 and 12 belong to CUDA 13.
        bool ownCount = library.StartsWith("libcurand", StringComparison.Ordinal) || library.StartsWith("libcufft", StringComparison.Ordinal);
        return version.Length == 0 || ownCount ? product : $"{product} {version}";
    }

    [GeneratedRegex(@"(?<library>lib[\w.+-]+?\.so(\.(?<version>\d+))?[\d.]*): cannot open shared object file")]
    private static partial Regex MissingLibrary();
}
