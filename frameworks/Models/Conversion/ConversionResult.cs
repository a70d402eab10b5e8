using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>A converted model and what was done.</summary>
/// <param name="Model">The new model. Weights that were not converted still lie in the files of the source, from where <see cref="OnnxWriter"/> takes them.</param>
/// <param name="Converted">Number of nodes that compute in the new precision.</param>
/// <param name="Casts">Number of Cast nodes that were put in.</param>
/// <param name="Kept">Nodes with fp32 inputs or outputs that were left as they were, in the order of the graph.</param>
/// <param name="Weights">What became of the weights.</param>
/// <param name="OpsetBefore">Version of the default operator set before.</param>
/// <param name="OpsetNote">Why the operator set is not as new as the precision would like it; null when it is.</param>
public sealed record ConversionResult(
    OnnxModel Model, int Converted, int Casts, IReadOnlyList<KeptNode> Kept, WeightCounts Weights, long OpsetBefore, string? OpsetNote);
