namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>A TorchScript function outside any module: tensors in, a list of tensors out.</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="Source">Its source, which names no <c>self</c>.</param>
/// <param name="Arguments">The values that it takes, in their order.</param>
/// <param name="Results">The values that it gives, in their order.</param>
/// <param name="Released">Values that nothing needs after it.</param>
internal sealed record TorchFunction(
    string Name, string Source, IReadOnlyList<string> Arguments, IReadOnlyList<string> Results, IReadOnlyList<string> Released);
