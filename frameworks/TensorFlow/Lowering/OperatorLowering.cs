namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Writes the nodes for one node of the file.</summary>
/// <param name="node">The node; its outputs are set with <see cref="LoweringNode.Set(int, string, Layout)"/>.</param>
internal delegate void OperatorLowering(LoweringNode node);
