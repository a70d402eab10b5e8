using InferenceBench.Cli;
using InferenceBench.Models;
using InferenceBench.Registry;

namespace InferenceBench.Parity;

/// <summary>Reference outputs (ONNX Runtime on the CPU): computed once per model file × batch in a child of its own, cached on disk.</summary>
public static class ReferenceStore
{
    /// <summary>The reference outputs for seeded inputs; computes them when they are not cached. Called by the host before a case's child starts.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="modelPath">Absolute path of the ONNX file.</param>
    /// <param name="signature">Inputs for the case's batch.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="reason">Why there is no reference; null when there is one.</param>
    /// <returns>Absolute path of a folder with <c>OUTPUT_INDEX.bin</c> files (raw elements) and <c>reference.json</c>; null when there is none.</returns>
    public static string? GetOrCompute(
        FrameworkRegistry registry, string modelPath, ModelSignature signature, RunOptions options, out string? reason)
    {
        throw new NotImplementedException();
    }
}
