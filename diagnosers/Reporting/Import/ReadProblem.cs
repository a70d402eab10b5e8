namespace InferenceBench.Reporting.Import;

/// <summary>A file that was left out, wholly or in part.</summary>
/// <param name="File">The file, as <see cref="Comparison.RowOrigin.File"/> names it.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Reason">Why, in one line for people.</param>
public sealed record ReadProblem(string File, ProblemKind Kind, string Reason);
