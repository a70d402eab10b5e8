using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>A framework that is not built: never silently missing, never an error, and never a row for each case.</summary>
public sealed class MissingFrameworkTests : IDisposable
{
    private const string Reason = "not built: package healthy is not on the configured feeds; add a feed that holds it";
    private readonly SuiteSandbox _sandbox = new();

    public MissingFrameworkTests()
    {
        _sandbox.Environment["STANDIN_NOT_BUILT"] = "healthy";
    }

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData]
    [InlineData("--devices", "cpu")]
    [InlineData("--providers", "cpu")]
    public async Task It_is_named_once_below_the_table_and_in_the_report(params string[] arguments)
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync(["--batch-sizes", "1,2", .. arguments]);

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.Split('\n'), static line => line.Contains(Reason, StringComparison.Ordinal));
        Assert.Contains($"\nFrameworks not here:\n  healthy: {Reason}\n", run.Output, StringComparison.Ordinal);
        RunReport report = _sandbox.ReadReport();
        Assert.Equal(["standin", "standin"], report.Cases.Select(static found => found.Framework));
        Assert.Equal(new KeyValuePair<string, string>("healthy", Reason), Assert.Single(report.Machine.MissingFrameworks));
        string page = await File.ReadAllTextAsync(
            Directory.GetFiles(_sandbox.Results, MarkdownReport.FileName, SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken);
        Assert.Contains($"## Frameworks not here\n\n- healthy: {Reason}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_asked_for_by_name_has_its_cases_skipped_instead()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--frameworks", "standin,healthy");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("skipped", Reason), (_sandbox.ReadCase("healthy").Status, _sandbox.ReadCase("healthy").Reason));
        Assert.Single(run.Output.Split('\n'), static line => line.Contains(Reason, StringComparison.Ordinal));
        Assert.Empty(_sandbox.ReadReport().Machine.MissingFrameworks);
    }

    [Fact]
    public async Task One_that_was_not_asked_for_is_not_named()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--frameworks", "standin");

        Assert.DoesNotContain("healthy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_all_that_there_is_nothing_runs()
    {
        _sandbox.Environment["STANDIN_NOT_BUILT"] = "standin,healthy";

        ScriptProcess run = await _sandbox.RunQuicklyAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Output.Split('\n'), static line => line.Contains(Reason, StringComparison.Ordinal));
        Assert.Single(run.Output.Split('\n'), static line => line.Contains("package standin is not on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_names_it_on_standard_error()
    {
        ScriptProcess run = await _sandbox.RunAsync("list", "--filter", "*Resnet*");

        Assert.Equal((0, $"not here: healthy: {Reason}\n"), (run.ExitCode, run.Error));
        Assert.DoesNotContain("healthy", run.Output, StringComparison.Ordinal);
    }
}
