using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

public sealed class RunFolderFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_runs_folder_is_itself_whatever_it_holds()
    {
        Directory.CreateDirectory(_folder["run"]);
        File.WriteAllText(_folder["run/report.json"], "damaged");

        Assert.Equal(_folder["run"], RunFolderFinder.Find(_folder["run"]));
    }

    [Theory]
    [InlineData("results")]
    [InlineData("results/m")]
    public void The_only_run_that_is_not_finished_is_found_under_a_root_and_a_machine(string from)
    {
        Write("results/m/one", isFinished: true, CaseStatus.Ok);
        Write("results/m/two", isFinished: false, CaseStatus.Ok);
        Write("results/m/three", isFinished: true, CaseStatus.Skipped);

        Assert.Equal(_folder["results/m/two"], RunFolderFinder.Find(_folder[from]));
    }

    [Fact]
    public void A_failed_case_makes_a_run_one_to_continue_and_a_damaged_report_does_not()
    {
        Write("results/m/one", isFinished: true, CaseStatus.Failed);
        Directory.CreateDirectory(_folder["results/m/two"]);
        File.WriteAllText(_folder["results/m/two/report.json"], "{");

        Assert.Equal(_folder["results/m/one"], RunFolderFinder.Find(_folder["results"]));
    }

    [Fact]
    public void Several_and_none_are_told_apart_and_named()
    {
        Assert.Contains("no such folder", Refusal("results"), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder["results"]);
        Assert.Contains("no report.json in it", Refusal("results"), StringComparison.Ordinal);
        Write("results/m/one", isFinished: true, CaseStatus.Ok);
        Assert.Contains($"every run in it is finished and none has a failed case: {_folder["results/m/one"]}", Refusal("results"), StringComparison.Ordinal);
        string[] unfinished = [.. Enumerable.Range(1, 6).Select(number => $"results/m/r{number}")];
        Array.ForEach(unfinished, run => Write(run, isFinished: false, CaseStatus.Ok));
        Assert.EndsWith($"6 runs in it are not finished; give one of them: {string.Join(", ", unfinished.Take(5).Select(run => _folder[run]))}, …", Refusal("results"), StringComparison.Ordinal);
    }

    private string Refusal(string folder)
    {
        return Assert.Throws<ResultsException>(() => RunFolderFinder.Find(_folder[folder])).Message;
    }

    private void Write(string folder, bool isFinished, string status)
    {
        Directory.CreateDirectory(_folder[folder]);
        RunReport report = SampleReport.Create();
        (report with
        {
            Run = isFinished ? report.Run : report.Run with { FinishedUtc = null },
            Cases = [CaseReport.Of(SampleReport.Key(), status)],
        }).Write(_folder[$"{folder}/report.json"]);
    }
}
