using System.Security.Cryptography;
using System.Text;
using InferenceBench.Cases;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;

namespace InferenceBench.Parity;

/// <summary>Reference outputs (of an ONNX file by ONNX Runtime, of a framework's own file by its plain variant, on the CPU): computed once per model file × batch in a child of its own, cached on disk.</summary>
public static class ReferenceStore
{
    /// <summary>Seed of the inputs that references are computed on.</summary>
    public const ulong InputSeed = ModelCatalogue.DefaultSeed;

    /// <summary>The reference outputs for seeded inputs; computes them when they are not cached. Called by the host before a case's child starts.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="compared">The framework whose outputs are to be compared.</param>
    /// <param name="modelPath">Absolute path of the model.</param>
    /// <param name="signature">Inputs for the case's batch.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="reason">Why there is no reference; null when there is one.</param>
    /// <returns>Absolute path of a folder with <c>OUTPUT_INDEX.bin</c> files (raw elements) and <c>reference.json</c>; null when there is none.</returns>
    public static string? GetOrCompute(
        FrameworkRegistry registry, FrameworkDescriptor compared, string modelPath, ModelSignature signature, RunOptions options, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return GetOrCompute(registry, compared, modelPath, signature, ReferenceInputs.Seeded(signature.Inputs, InputSeed), options, out reason);
    }

    /// <summary>The reference outputs for given inputs.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="compared">The framework whose outputs are to be compared.</param>
    /// <param name="modelPath">Absolute path of the model.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="inputs">What it is fed.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="reason">Why there is no reference; null when there is one.</param>
    internal static string? GetOrCompute(
        FrameworkRegistry registry, FrameworkDescriptor compared, string modelPath, ModelSignature signature, ReferenceInputs inputs, RunOptions options, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(compared);
        ArgumentNullException.ThrowIfNull(modelPath);
        ArgumentNullException.ThrowIfNull(options);
        if (ReferenceEngine.Find(registry, compared, modelPath, out reason) is not { } engine)
        {
            return null;
        }

        try
        {
            string directory = DirectoryOf(modelPath, inputs, engine.Name);
            reason = ReferenceSet.TryRead(directory) is null ? Compute(directory, engine, modelPath, signature, inputs, options) : null;
            return reason is null ? directory : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OnnxModelException)
        {
            reason = $"the reference cannot be kept in {ModelCache.Folder}: {ExceptionText.Of(e)}";
            return null;
        }
    }

    private static string DirectoryOf(string modelPath, ReferenceInputs inputs, string name)
    {
        string key = $"{ModelFileHash.Of(modelPath)}|{inputs.Fingerprint()}|{name}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return Path.Combine(ModelCache.Folder, "references", hash);
    }

    private static string? Compute(
        string directory, ReferenceEngine engine, string modelPath, ModelSignature signature, ReferenceInputs inputs, RunOptions options)
    {
        using var temporary = new TemporaryFolder(directory + "." + Path.GetRandomFileName());
        using var worker = new InferenceWorker(engine.Framework, options.ChildSettingsOf(engine.Framework.Id));
        var open = new OpenRequest(
            modelPath,
            inputs.Specs,
            signature.Outputs,
            engine.Place.Device,
            engine.Place.Provider,
            engine.Variant,
            signature.Precision,
            options.EffectiveThreads,
            new Dictionary<string, string>());
        var request = new InferenceRequest(open, inputs.Files, inputs.Seed, inputs.Range ?? DeclaredRange(modelPath), temporary.Path);
        InferenceAnswer answer = worker.Run(request, options.CaseTimeout);
        if (answer.Outputs is null)
        {
            return $"the reference could not be computed by {engine.Name}: {answer.Reason}";
        }

        ReferenceSet.Seal(temporary.Path, engine.Name, answer.Outputs);
        Publish(temporary.Path, directory);
        return null;
    }

    private static InputRange DeclaredRange(string modelPath)
    {
        return ModelExtension.Of(modelPath) == ModelExtension.Onnx ? SeededInputs.RangeOf(OnnxModel.Load(modelPath)) : InputRange.Default;
    }

    private static void Publish(string temporary, string directory)
    {
        if (Directory.Exists(directory))
        {
            // Not whole: its seal did not hold.
            Directory.Delete(directory, recursive: true);
        }

        try
        {
            Directory.Move(temporary, directory);
        }
        catch (IOException)
        {
            // Another process may have computed the same reference meanwhile; then its folder is as good as ours.
            if (ReferenceSet.TryRead(directory) is null)
            {
                throw;
            }
        }
    }
}
