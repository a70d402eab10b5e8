namespace InferenceBench.Models.Conversion;

/// <summary>A node that still computes in fp32.</summary>
/// <param name="Node">Its name; without one, that of its first output.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record KeptNode(string Node, string Operator, string Reason);
