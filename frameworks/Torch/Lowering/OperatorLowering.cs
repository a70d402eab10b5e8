namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>Writes the statements of one node.</summary>
/// <param name="node">The node; its outputs are set with <see cref="LoweringNode.Set"/>.</param>
internal delegate void OperatorLowering(LoweringNode node);
