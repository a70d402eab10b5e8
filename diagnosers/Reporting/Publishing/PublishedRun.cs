using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Publishing;

/// <summary>A run below <c>results/</c>.</summary>
/// <param name="Machine">Name of the machine's folder.</param>
/// <param name="Name">Name of the run's folder: <c>2026-01-31-0123abc</c>.</param>
/// <param name="Report">Its report.</param>
public sealed record PublishedRun(string Machine, string Name, RunReport Report)
{
    private const int ShortCommitDigits = 7;

    /// <summary>The run's folder, relative to <c>results/</c>.</summary>
    public string Folder => $"{Machine}/{Name}";

    /// <summary>Start in UTC, to the minute.</summary>
    public string Started => Report.Run.StartedUtc.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>First digits of the commit; null outside a git checkout.</summary>
    public string? ShortCommit => Report.Run.Commit is { } commit ? commit[..Math.Min(ShortCommitDigits, commit.Length)] : null;

    /// <summary>How many frameworks, variants and providers have figures.</summary>
    public int FrameworkCount => Report.Cases
        .Where(static c => c.Status == CaseStatus.Ok)
        .Select(static c => (c.Framework, c.Variant, c.Provider))
        .Distinct()
        .Count();
}
