using InferenceBench.Reporting.Import;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Files that were left out, wholly or in part, for people.</summary>
public static class ProblemLines
{
    private const int LongestPath = 300;
    private const int LongestReason = 500;

    /// <summary>A line for each problem.</summary>
    /// <param name="problems">The problems.</param>
    /// <param name="most">Lines at most.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<ReadProblem> problems, int most)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return [.. problems.Take(most).Select(Line), .. GroupTable.Rest(problems.Count - most, "problem")];
    }

    private static string Line(ReadProblem problem)
    {
        string what = problem.Kind switch
        {
            ProblemKind.Repeated => "left out, its run was read before",
            ProblemKind.Partial => "read in part",
            _ => "left out",
        };
        return $"{DisplayText.Of(problem.File, LongestPath)}: {what}: {DisplayText.Of(problem.Reason, LongestReason)}";
    }
}
