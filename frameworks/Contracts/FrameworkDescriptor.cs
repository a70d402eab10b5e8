namespace InferenceBench.Contracts;

/// <summary>What is known of a framework without loading its engine.</summary>
/// <param name="Id">Public, permanent name, for example <c>onnxruntime</c>; tables and charts key on it.</param>
/// <param name="Providers">The providers it can have, whether or not this machine has them.</param>
/// <param name="Variants">Its variants, the default first; <c>default</c> alone for a framework without variants.</param>
/// <param name="ModelExtensions">File extensions that it reads, with the dot: <c>.onnx</c>.</param>
public sealed record FrameworkDescriptor(
    string Id,
    IReadOnlyList<ProviderDescriptor> Providers,
    IReadOnlyList<string> Variants,
    IReadOnlyList<string> ModelExtensions)
{
    /// <summary>Precisions to which it converts an fp32 model by itself, beside the file's own. Inputs and outputs stay float32; the conversion of activations is inside the timed region.</summary>
    public IReadOnlyList<Precision> ComputePrecisions { get; init; } = [];

    /// <summary>The plain, unoptimised variant, with which a file that only this framework reads (every extension but <c>.onnx</c>) is compared; null for a framework that has none.</summary>
    public string? PlainVariant { get; init; }

    /// <summary>
    /// Checks the user's options of this framework (<see cref="OpenRequest.Options"/>) without the engine, before anything is run. Throws <see cref="InferenceException"/> for a key or a
    /// value that is not known; the message is one line and lists those that are.
    /// </summary>
    public Action<IReadOnlyDictionary<string, string>> CheckOptions { get; init; } = static _ => { };

    /// <summary>
    /// What speaks against a file of a kind that only this framework reads, in one line without its path; null when nothing does. Looked at without the engine, before anything is run:
    /// a file that is cut off or of another kind stops a run before it starts.
    /// </summary>
    public Func<string, string?> FileProblem { get; init; } = static _ => null;

    /// <summary>
    /// Environment variables of a case's child, by the number of intra-op threads: what the engine's libraries read when they are loaded. A variable that the user has set wins.
    /// </summary>
    public Func<int, IReadOnlyDictionary<string, string>> EnvironmentFor { get; init; } = static _ => new Dictionary<string, string>();

    /// <summary>Whether its session can be compared with a bare loop, see <see cref="IBareLoopFramework"/>.</summary>
    public bool HasBareLoop { get; init; }
}
