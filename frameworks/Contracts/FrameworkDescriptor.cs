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

    /// <summary>The variants that a run takes when the user names none: the first alone, unless more of them are worth a row of every table.</summary>
    public IReadOnlyList<string> DefaultVariants { get; init; } = [.. Variants.Take(1)];

    /// <summary>
    /// What people read in tables in place of the framework's and the variant's id, by variant and model (its catalogue id, or the file's name without extension); null: the ids. Keys
    /// stay the ids.
    /// </summary>
    public Func<string, string, string?> DisplayName { get; init; } = static (_, _) => null;

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

    /// <summary>The public name of a model in a file of a kind that only this framework reads: the file's name without extension, or what a rule for such names makes of it.</summary>
    public Func<string, string> FileModelName { get; init; } = static path => Path.GetFileNameWithoutExtension(path);

    /// <summary>What the name of such a file says of its precision; null when it says nothing.</summary>
    public Func<string, Precision?> FilePrecision { get; init; } = static _ => null;

    /// <summary>Whether such a file says itself what it takes, see <see cref="IModelFileReader"/>; otherwise the user gives the shapes of its inputs.</summary>
    public bool ReadsOwnFiles { get; init; }

    /// <summary>
    /// Environment variables of a framework's child, the same for all of its variants: what the engine's libraries read when they are loaded. A variable that the user has set wins.
    /// </summary>
    public Func<ChildSettings, IReadOnlyDictionary<string, string>> EnvironmentFor { get; init; } = static _ => new Dictionary<string, string>();

    /// <summary>Whether its session can be compared with a bare loop, see <see cref="IBareLoopFramework"/>.</summary>
    public bool HasBareLoop { get; init; }
}
