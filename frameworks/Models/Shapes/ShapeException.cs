namespace InferenceBench.Models.Shapes;

/// <summary>The inputs or attributes of a node contradict its operator. Never leaves shape inference: the node's outputs count as not known.</summary>
/// <param name="message">What contradicts what.</param>
internal sealed class ShapeException(string message) : Exception(message);
