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
    IReadOnlyList<string> ModelExtensions);
