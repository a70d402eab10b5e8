using System.ComponentModel;
using System.Diagnostics;
using InferenceBench.Reporting.Publishing;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Publishing;

/// <summary>The runs that this checkout's commit holds are those that its index names. Runs that git does not know are somebody's own.</summary>
public sealed class CommittedResultsTests
{
    [Fact]
    public void Every_run_that_is_committed_is_published_and_every_published_one_committed()
    {
        string? tracked = TrackedReports();
        Assert.SkipWhen(tracked is null, "this is no git checkout, or git is not installed");

        string[] committed = [.. tracked!.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(static path => path.Split('/'))
            .Where(static names => names is ["results", _, _, "report.json"])
            .Select(static names => $"{names[1]}/{names[2]}")];

        Assert.Equal(Publication.ListedFolders(SourceTree.Root).Order(StringComparer.Ordinal), committed.Order(StringComparer.Ordinal));
    }

    private static string? TrackedReports()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["ls-files", "-z", "--", "results"]) { WorkingDirectory = SourceTree.Root, RedirectStandardOutput = true, RedirectStandardError = true };
            using Process git = Process.Start(start)!;
            Task<string> errors = git.StandardError.ReadToEndAsync();
            string output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.Wait();

            // A copy of the sources inside another checkout has no files of its own there.
            return git.ExitCode == 0 && output.Length > 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
