namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Inputs of an operator that works element by element, in one layout.</summary>
/// <param name="Layout">The layout, which the result has, too.</param>
/// <param name="Tensors">The tensors, in the order in which they were asked for.</param>
internal sealed record Operands(Layout Layout, IReadOnlyList<string> Tensors);
