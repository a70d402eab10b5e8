using InferenceBench.Reporting.Publishing;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class RunShelfTests : IDisposable
{
    private readonly PublishSandbox _sandbox = new();

    [Fact]
    public void Runs_are_read_and_everything_else_is_passed_over()
    {
        _sandbox.Add(PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z"));
        _sandbox.Add(PublishSandbox.Run("n", "2", "2026-01-02T00:00:00Z"));
        _sandbox.Write("results/m/.new-1/run.log", "x");
        _sandbox.Write("results/overview.svg", "x");

        RunShelf shelf = RunShelf.Read(_sandbox.Results);

        Assert.Equal(["n/2", "m/1"], shelf.Runs.Select(static run => run.Folder));
        Assert.Empty(shelf.Problems);
    }

    [Fact]
    public void A_damaged_report_is_named_and_the_others_are_read()
    {
        _sandbox.Add(PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z"));
        _sandbox.Write("results/m/2/report.json", "{\"schema\": 1,");

        RunShelf shelf = RunShelf.Read(_sandbox.Results);

        Assert.Equal("m/1", Assert.Single(shelf.Runs).Folder);
        string problem = Assert.Single(shelf.Problems);
        Assert.StartsWith("results/m/2: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void A_copied_run_counts_once()
    {
        PublishedRun run = _sandbox.Add(PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z"));
        _sandbox.Add(run with { Name = "1-copy" });

        RunShelf shelf = RunShelf.Read(_sandbox.Results);

        Assert.Equal("m/1", Assert.Single(shelf.Runs).Folder);
        Assert.Contains("twice", Assert.Single(shelf.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_no_run()
    {
        Assert.Empty(RunShelf.Read(Path.Combine(_sandbox.Root, "nowhere")).Runs);
    }

    public void Dispose()
    {
        _sandbox.Dispose();
    }
}
