using System.Security.Cryptography;
using System.Text;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;

namespace InferenceBench.Parity;

/// <summary>Reference outputs (ONNX Runtime on the CPU): computed once per model file × batch in a child of its own, cached on disk.</summary>
public static class ReferenceStore
{
    /// <summary>Seed of the inputs that references are computed on.</summary>
    public const ulong InputSeed = ModelCatalogue.DefaultSeed;

    private const string Framework = "onnxruntime";
    private const string Provider = "cpu";

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
        ArgumentNullException.ThrowIfNull(signature);
        return GetOrCompute(registry, modelPath, signature, ReferenceInputs.Seeded(signature.Inputs, InputSeed), options, out reason);
    }

    /// <summary>The reference outputs for given inputs.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="modelPath">Absolute path of the ONNX file.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="inputs">What it is fed.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="reason">Why there is no reference; null when there is one.</param>
    internal static string? GetOrCompute(
        FrameworkRegistry registry, string modelPath, ModelSignature signature, ReferenceInputs inputs, RunOptions options, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(modelPath);
        ArgumentNullException.ThrowIfNull(options);
        if (registry.Find(Framework) is not { } framework)
        {
            reason = $"the reference needs {Framework}, which is not part of this build";
            return null;
        }

        FrameworkProbe probe = FrameworkProber.Probe(registry, [Framework])[Framework];
        if (!probe.Availability.IsAvailable)
        {
            reason = $"the reference needs {Framework}: {probe.Availability.Reason}";
            return null;
        }

        try
        {
            string name = $"{Framework} {probe.Version} {Provider}";
            string directory = DirectoryOf(modelPath, inputs, name);
            reason = ReferenceSet.TryRead(directory) is null
                ? Compute(directory, name, inputs, Request(framework, modelPath, signature, inputs, options), options.CaseTimeout)
                : null;
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

    private static OpenRequest Request(IInferenceFramework framework, string modelPath, ModelSignature signature, ReferenceInputs inputs, RunOptions options)
    {
        return new OpenRequest(
            modelPath,
            inputs.Specs,
            signature.Outputs,
            Device.Cpu,
            Provider,
            framework.Descriptor.Variants[0],
            signature.Precision,
            options.Threads ?? Environment.ProcessorCount,
            new Dictionary<string, string>());
    }

    private static string? Compute(string directory, string name, ReferenceInputs inputs, OpenRequest open, TimeSpan timeout)
    {
        using var temporary = new TemporaryFolder(directory + "." + Path.GetRandomFileName());
        using var worker = new InferenceWorker(Framework);
        InputRange range = inputs.Range ?? SeededInputs.RangeOf(OnnxModel.Load(open.ModelPath));
        InferenceAnswer answer = worker.Run(new InferenceRequest(open, inputs.Files, inputs.Seed, range, temporary.Path), timeout);
        if (answer.Outputs is null)
        {
            return $"the reference could not be computed by {name}: {answer.Reason}";
        }

        ReferenceSet.Seal(temporary.Path, name, answer.Outputs);
        Publish(temporary.Path, directory);
        return null;
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
