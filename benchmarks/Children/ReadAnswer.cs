using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>How a <see cref="ReadRequest"/> went.</summary>
/// <param name="Facts">What the file says; null when it cannot be read.</param>
/// <param name="Reason">Why not, in one line for people; else null.</param>
internal sealed record ReadAnswer(ModelFileFacts? Facts, string? Reason);
