namespace InferenceBench.Contracts;

/// <summary>Everything a framework needs to open one model for one case.</summary>
/// <param name="ModelPath">Absolute path of the model file.</param>
/// <param name="Inputs">The inputs with concrete shapes, batch included, in the model's order.</param>
/// <param name="Outputs">The outputs; shapes may hold −1 where they are not known. Empty when nothing is known of them.</param>
/// <param name="Device">The device to run on.</param>
/// <param name="Provider">The provider's id.</param>
/// <param name="Variant">The variant's id.</param>
/// <param name="Precision">The number format to compute in.</param>
/// <param name="Threads">Intra-op threads, at least 1.</param>
/// <param name="Options">The user's <c>--option FRAMEWORK.KEY=VALUE</c> for this framework, by KEY.</param>
public sealed record OpenRequest(
    string ModelPath,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs,
    Device Device,
    string Provider,
    string Variant,
    Precision Precision,
    int Threads,
    IReadOnlyDictionary<string, string> Options);
