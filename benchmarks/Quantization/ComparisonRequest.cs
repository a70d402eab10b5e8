using InferenceBench.Contracts;

namespace InferenceBench.Quantization;

/// <summary>Asks a child to compare two models on the same samples.</summary>
/// <param name="Reference">The model to compare with.</param>
/// <param name="Candidate">The model to judge; its inputs and outputs are those of the reference.</param>
/// <param name="Samples">What both are fed.</param>
internal sealed record ComparisonRequest(OpenRequest Reference, OpenRequest Candidate, SampleSource Samples);
