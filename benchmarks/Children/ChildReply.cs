namespace InferenceBench.Children;

/// <summary>What came back from a child: a line, or why none came.</summary>
/// <param name="Line">The answer; null when there is none.</param>
/// <param name="Failure">Why there is none, in one line for people; null when there is one.</param>
internal sealed record ChildReply(string? Line, string? Failure);
