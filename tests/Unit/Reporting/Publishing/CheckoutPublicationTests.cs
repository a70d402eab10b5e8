using System.Text.RegularExpressions;
using InferenceBench.Reporting.Publishing;
using InferenceBench.Tests.Unit.Architecture;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

/// <summary>What this checkout's pages say is what its published runs say. A run is published when the index names it; other runs below results/ are somebody's own.</summary>
public sealed partial class CheckoutPublicationTests
{
    private static readonly RunShelf s_shelf = RunShelf.Read(Path.Combine(Checkout.Root, "results"), Publication.ListedFolders(Checkout.Root));

    [Fact]
    public void Every_published_run_is_there_whole()
    {
        Assert.Empty(s_shelf.Problems);
        Assert.All(s_shelf.Runs, static run => Assert.True(run.Report.Run is { FinishedUtc: not null, Commit: not null, Dirty: false }, $"{run.Folder} is from a changed tree, or has not ended"));
        Assert.All(s_shelf.Runs, static run => Assert.Equal(run.Folder, run.Report.Run.Id));
    }

    [Fact]
    public void The_README_and_the_index_say_what_the_results_say()
    {
        PublishedFile[] stale = [.. Publication.Of(Checkout.Root, s_shelf.Runs).Where(static file => !Publication.IsAsItShould(Checkout.Root, file))];

        Assert.True(stale.Length == 0, $"{string.Join(", ", stale.Select(static file => file.Path))} and the results differ: run ./run.sh publish");
    }

    [Fact]
    public void No_published_file_holds_a_path_of_somebodys_home()
    {
        foreach (string folder in s_shelf.Runs.Select(static run => Path.Combine(Checkout.Root, "results", run.Folder)))
        {
            Assert.All(
                Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".trace", StringComparison.Ordinal)),
                static file => Assert.DoesNotMatch(Home(), File.ReadAllText(file)));
        }
    }

    [GeneratedRegex(@"(?<![\w.~-])/(?:home|Users)/\w|(?<![\w.~-])/root/")]
    private static partial Regex Home();
}
