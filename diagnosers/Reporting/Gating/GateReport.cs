using System.Text.Json.Serialization;
using InferenceBench.Reporting.Import;

namespace InferenceBench.Reporting.Gating;

/// <summary>What a gate found. Names are public and permanent.</summary>
public sealed record GateReport
{
    /// <summary>What it was asked for.</summary>
    public required GateSettings Settings { get; init; }

    /// <summary>The machines that were compared, for people.</summary>
    public required IReadOnlyList<string> Machines { get; init; }

    /// <summary>Run folders of the base that were read.</summary>
    public required int BaseRuns { get; init; }

    /// <summary>Run folders of what is compared that were read.</summary>
    public required int DiffRuns { get; init; }

    /// <summary>Commits of the base's runs, short, for people; "" when unknown.</summary>
    public required string BaseCommits { get; init; }

    /// <summary>Commits of the runs that are compared, likewise.</summary>
    public required string DiffCommits { get; init; }

    /// <summary>By metric, the standard deviation (as a ratio) that launches of one build are taken to have, beside what each case shows itself.</summary>
    public required IReadOnlyDictionary<string, double> LaunchDeviation { get; init; }

    /// <summary>The results, worst first.</summary>
    public required IReadOnlyList<GateResult> Results { get; init; }

    /// <summary>Files that could not be read, and copies that were left out.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    /// <summary><see cref="Problems"/> in public words: <c>unreadable</c>, <c>repeated</c>.</summary>
    public IReadOnlyList<GateFile> Files => [.. Problems.Select(static problem =>
        new GateFile(problem.File, problem.Kind == ProblemKind.Unreadable ? "unreadable" : "repeated", problem.Reason))];

    /// <summary>What to know of the comparison as a whole.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Number of results that had a p-value.</summary>
    public int Tested => Results.Count(static result => result.P is not null);

    /// <summary>Number of results that stop a build.</summary>
    public int Regressions => Results.Count(static result => GateVerdicts.IsRegression(result.Verdict));

    /// <summary>0 no regression; 1 a regression, or an unreadable file in which one may hide; 2 nothing was compared.</summary>
    public int ExitCode => Regressions > 0 || Problems.Any(static problem => problem.Kind == ProblemKind.Unreadable) ? 1 : Tested == 0 ? 2 : 0;
}
