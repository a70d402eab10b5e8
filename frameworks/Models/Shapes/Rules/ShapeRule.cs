namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Says what a node's outputs are, given its inputs.</summary>
/// <param name="context">The node.</param>
/// <exception cref="ShapeException">Inputs or attributes contradict the operator.</exception>
internal delegate void ShapeRule(OperatorContext context);
