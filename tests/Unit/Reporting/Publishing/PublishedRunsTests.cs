using InferenceBench.Reporting.Publishing;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class PublishedRunsTests : IDisposable
{
    private static readonly PublishedRun s_clean = PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z", PublishSandbox.Cases(("a", 1)));
    private readonly PublishSandbox _sandbox = new();
    private readonly List<string> _said = [];

    [Fact]
    public void A_clean_run_that_has_ended_is_published()
    {
        _sandbox.Add(s_clean);

        Assert.Equal([s_clean], Choose(s_clean));
        Assert.Empty(_said);
    }

    [Fact]
    public void A_run_from_a_changed_tree_is_refused_by_name()
    {
        PublishedRun dirty = s_clean with { Name = "2", Report = s_clean.Report with { Run = s_clean.Report.Run with { Dirty = true } } };

        PublishException error = Assert.Throws<PublishException>(() => Choose(s_clean, dirty));

        Assert.Contains("results/m/2 (files differed from its commit)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_no_known_commit_is_refused_by_name()
    {
        PublishedRun unknown = s_clean with { Name = "2", Report = s_clean.Report with { Run = s_clean.Report.Run with { Commit = null, Dirty = null } } };

        Assert.Contains("results/m/2 (of no known commit)", Assert.Throws<PublishException>(() => Choose(unknown)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_cut_off_is_left_out_and_named()
    {
        _sandbox.Add(s_clean);
        PublishedRun killed = s_clean with { Name = "2", Report = s_clean.Report with { Run = s_clean.Report.Run with { FinishedUtc = null, Dirty = true } } };

        Assert.Equal([s_clean], Choose(s_clean, killed));
        Assert.Contains("results/m/2", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_not_published()
    {
        Assert.Contains("nothing to publish", Assert.Throws<PublishException>(() => Choose()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_run_with_a_path_of_this_machine_is_refused_with_file_and_line()
    {
        _sandbox.Add(s_clean);
        _sandbox.Write("results/m/1/run.log", "fine\nreads /home/someone/net.onnx\n");

        PublishException error = Assert.Throws<PublishException>(() => Choose(s_clean));

        Assert.Contains("results/m/1/run.log", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_published_already_is_not_looked_through_again()
    {
        _sandbox.Write("results/m/1/run.log", "reads /home/someone/net.onnx\n");

        IReadOnlyList<PublishedRun> chosen = PublishedRuns.Choose(_sandbox.Results, [s_clean], ["m/1"], new PrivatePaths(null, null, "/home/someone"), _said.Add);

        Assert.Equal([s_clean], chosen);
    }

    private IReadOnlyList<PublishedRun> Choose(params PublishedRun[] runs)
    {
        return PublishedRuns.Choose(_sandbox.Results, runs, [], new PrivatePaths(null, null, "/home/someone"), _said.Add);
    }

    public void Dispose()
    {
        _sandbox.Dispose();
    }
}
