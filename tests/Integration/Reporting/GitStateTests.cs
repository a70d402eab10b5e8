using InferenceBench.Diagnosers.Folders;
using Xunit;

namespace InferenceBench.Tests.Integration.Reporting;

public sealed class GitStateTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("inferencebench-git-").FullName;
    private readonly GitCheckout _checkout;

    public GitStateTests()
    {
        _checkout = new GitCheckout(_root);
    }

    [Fact]
    public void A_commit_and_whether_files_differ_from_it_are_read_from_any_folder_of_the_checkout()
    {
        string sources = Commit();

        GitState clean = GitState.Read(sources, Path.Combine(_root, "results"));
        File.WriteAllText(Path.Combine(_root, "untracked.txt"), "");
        GitState dirty = GitState.Read(sources, Path.Combine(_root, "results"));

        Assert.Equal(_checkout.Git("rev-parse", "HEAD"), clean.Commit);
        Assert.Equal(clean.Commit![..7], clean.ShortCommit);
        Assert.Equal((false, true), (clean.Dirty, dirty.Dirty));
    }

    [Fact]
    public void Results_do_not_count_as_dirty_wherever_they_are()
    {
        string sources = Commit();
        Directory.CreateDirectory(Path.Combine(_root, "results", "m"));
        File.WriteAllText(Path.Combine(_root, "results", "m", "report.json"), "{}");
        Directory.CreateDirectory(Path.Combine(_root, "out [1]"));
        File.WriteAllText(Path.Combine(_root, "out [1]", "report.json"), "{}");

        Assert.True(GitState.Read(sources, Path.Combine(_root, "results")).Dirty);
        Assert.False(GitState.Read(sources, Path.Combine(_root, "out [1]")).Dirty);
    }

    [Fact]
    public void Outside_a_checkout_nothing_is_known()
    {
        GitState state = GitState.Read(_root, Path.Combine(_root, "results"));

        Assert.Equal((null, null, "nogit"), (state.Commit, state.Dirty, state.ShortCommit));
        Assert.Equal(GitState.Unknown, GitState.Read(null, _root));
        Assert.Equal(GitState.Unknown, GitState.Read(Path.Combine(_root, "missing"), _root));
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
    }

    private string Commit()
    {
        _checkout.Git("init", "-q");
        string sources = Directory.CreateDirectory(Path.Combine(_root, "benchmarks")).FullName;
        File.WriteAllText(Path.Combine(sources, "a.cs"), "");
        _checkout.Git("add", "-A");
        _checkout.Commit("one");
        return sources;
    }
}
