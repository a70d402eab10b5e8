namespace InferenceBench.Contracts;

/// <summary>What a framework's own file says of itself.</summary>
/// <param name="Inputs">Its inputs, in the file's order.</param>
/// <param name="Precision">What it computes in.</param>
public sealed record ModelFileFacts(IReadOnlyList<ModelFileInput> Inputs, Precision Precision);
