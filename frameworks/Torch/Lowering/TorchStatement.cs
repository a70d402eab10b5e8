namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>One line of a program. Every target is a tensor.</summary>
/// <param name="Targets">The locals that it sets: one, or several for an operator that gives a tuple.</param>
/// <param name="Expression">TorchScript on one line; weights are <c>self.NAME</c>, other values plain identifiers.</param>
/// <param name="Comment">What it stands for: operator, node, type and shape.</param>
internal sealed record TorchStatement(IReadOnlyList<string> Targets, string Expression, string Comment);
