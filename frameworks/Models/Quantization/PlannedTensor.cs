namespace InferenceBench.Models.Quantization;

/// <summary>An activation that is to be quantized.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Root">The activation whose range it has; itself unless an operator only moves or picks values.</param>
/// <param name="IsForAll">All its readers read it quantized, because it comes out of an int8 operator; else only those that run in int8.</param>
internal sealed record PlannedTensor(string Name, string Root, bool IsForAll);
