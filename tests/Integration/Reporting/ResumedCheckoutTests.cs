using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Integration.Reporting;

/// <summary>A run goes on only in the state of the checkout that it was started from.</summary>
public sealed class ResumedCheckoutTests : IDisposable
{
    private static readonly MachineDescription s_machine = new("machine", "CPU", [], 1, "os", "kernel", null, null, new Dictionary<string, string>());
    private static readonly CaseKey s_key = new("framework", "default", "cpu", "cpu", "model", 1, "fp32");
    private readonly string _root = Directory.CreateTempSubdirectory("inferencebench-checkout-").FullName;
    private readonly GitCheckout _checkout;

    public ResumedCheckoutTests()
    {
        _checkout = new GitCheckout(_root);
    }

    [Fact]
    public void Changed_files_and_another_commit_are_refused_until_they_are_undone()
    {
        _checkout.Git("init", "-q");
        string first = Commit("one");
        string run = Start();
        Resume(run);

        File.WriteAllText(Path.Combine(_root, "source.txt"), "changed");
        Assert.Contains($"commit {first} without changes there, commit {first} with changes here; go back to the state", Refusal(run), StringComparison.Ordinal);

        string second = Commit("two");
        Assert.Contains($"commit {first} without changes there, commit {second} without changes here; go back to the state", Refusal(run), StringComparison.Ordinal);

        _checkout.Git("checkout", "-q", first);
        Resume(run);
        Assert.Equal(first, ResumedRun.Read(run).Run.Commit);
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
    }

    private string Start()
    {
        using ResultsSession session = ResultsSession.Create(Options());
        session.Skip(s_key, "not here");
        session.Finish([]);
        return session.Directory;
    }

    private void Resume(string run)
    {
        using ResumedRun resumed = ResumedRun.Open(run);
        using ResultsSession session = ResultsSession.Resume(Options(), resumed);
        Assert.Equal(2, session.Finish([]));
    }

    private string Refusal(string run)
    {
        using ResumedRun resumed = ResumedRun.Open(run);
        return Assert.Throws<ResultsException>(() => ResultsSession.Resume(Options(), resumed)).Message;
    }

    private ResultsOptions Options()
    {
        return new ResultsOptions(Path.Combine(_root, "results"), s_machine, [], _root, null);
    }

    private string Commit(string content)
    {
        File.WriteAllText(Path.Combine(_root, "source.txt"), content);
        _checkout.Git("add", "source.txt");
        _checkout.Commit(content);
        return _checkout.Git("rev-parse", "HEAD");
    }
}
