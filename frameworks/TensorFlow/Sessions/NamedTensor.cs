using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>One input or output of a signature.</summary>
/// <param name="Name">In the graph: <c>node:output</c>.</param>
/// <param name="Spec">Under the signature's own name.</param>
internal sealed record NamedTensor(string Name, TensorSpec Spec);
