using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Runs;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Publishing;

/// <summary>From a run to the README, with the program that people start.</summary>
public sealed class PublishVerbTests : IDisposable
{
    private const string Readme = "# Title\n<!-- table:begin -->\nold\n<!-- table:end -->\n<!-- chart:begin -->\n<!-- chart:end -->\n";
    private const string Index = "# Results\n<!-- index:begin -->\nNo results are published yet.\n<!-- index:end -->\n";
    private readonly SuiteSandbox _sandbox = new();

    public PublishVerbTests()
    {
        Directory.CreateDirectory(_sandbox.Results);
        File.WriteAllText(ReadmePath, Readme);
        File.WriteAllText(IndexPath, Index);
    }

    private string ReadmePath => Path.Combine(_sandbox.Root, "README.md");

    private string IndexPath => Path.Combine(_sandbox.Results, "README.md");

    [Fact]
    public async Task A_run_is_published_once_and_nothing_changes_the_second_time()
    {
        RunReport report = await RunCleanAsync();

        ScriptProcess first = await PublishAsync();
        string readme = File.ReadAllText(ReadmePath);
        string index = File.ReadAllText(IndexPath);
        ScriptProcess second = await PublishAsync();

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("updated README.md", first.Output, StringComparison.Ordinal);
        Assert.Contains("updated results/README.md", first.Output, StringComparison.Ordinal);
        Assert.Contains($"](results/{report.Run.Id}/report.md)", readme, StringComparison.Ordinal);
        Assert.Contains("| tiny | ", readme, StringComparison.Ordinal);
        Assert.Contains("<img src=\"results/overview.svg\"", readme, StringComparison.Ordinal);
        Assert.Contains($"]({report.Run.Id}/report.json)", index, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_sandbox.Results, "overview.svg")), StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("everything was up to date", second.Output, StringComparison.Ordinal);
        Assert.Equal((readme, index), (File.ReadAllText(ReadmePath), File.ReadAllText(IndexPath)));
    }

    [Fact]
    public async Task Nothing_and_a_changed_tree_are_refused_in_one_line_and_nothing_is_written()
    {
        await RefusedAsync("nothing to publish");
        RunReport report = await RunCleanAsync();
        report = report with { Run = report.Run with { Dirty = true } };
        report.Write(Path.Combine(_sandbox.Results, report.Run.Id, RunReport.FileName));

        await RefusedAsync($"results/{report.Run.Id} (files differed from its commit)");

        Assert.Equal((Readme, Index), (File.ReadAllText(ReadmePath), File.ReadAllText(IndexPath)));
    }

    [Fact]
    public async Task A_missing_marker_is_refused_and_nothing_is_written()
    {
        await RunCleanAsync();
        File.WriteAllText(ReadmePath, Readme.Replace("<!-- chart:end -->\n", "", StringComparison.Ordinal));

        await RefusedAsync("README.md has 0 lines '<!-- chart:end -->'");

        Assert.Equal(Index, File.ReadAllText(IndexPath));
    }

    [Fact]
    public async Task A_damaged_report_is_named_and_the_others_are_published()
    {
        RunReport report = await RunCleanAsync();
        Directory.CreateDirectory(Path.Combine(_sandbox.Results, "other", "run"));
        File.WriteAllText(Path.Combine(_sandbox.Results, "other", "run", RunReport.FileName), "{\"schema\": 1");

        ScriptProcess published = await PublishAsync();

        Assert.Equal(1, published.ExitCode);
        Assert.StartsWith("left out: results/other/run: ", Assert.Single(published.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains(report.Run.Id, File.ReadAllText(IndexPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_leaves_no_path_of_the_home_folder_or_of_the_sources_in_its_files()
    {
        // The model, the cache and the results are below this home folder; the arguments name it.
        _sandbox.Environment["HOME"] = _sandbox.Root;
        string model = Path.Combine(_sandbox.Root, "tiny.onnx");
        File.Copy(_sandbox.WriteModel("tiny"), model);
        await _sandbox.RunAsync(["--model-file", model, "--results-dir", _sandbox.Results, .. SuiteSandbox.ShortStages]);

        string folder = Path.GetDirectoryName(Directory.GetFiles(_sandbox.Results, RunReport.FileName, SearchOption.AllDirectories).Single())!;
        string[] texts = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".trace", StringComparison.Ordinal))];
        Assert.True(texts.Length >= 5, $"only {string.Join(", ", texts)}");
        Assert.All(texts, file => Assert.DoesNotContain(_sandbox.Root, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(texts, static file => Assert.DoesNotContain(SourceTree.Root + "/", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Contains("~/tiny.onnx", _sandbox.ReadReport().Run.Arguments);
    }

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    // The state of the tree that these tests run in is none of their business.
    private async Task<RunReport> RunCleanAsync()
    {
        _sandbox.Environment["HOME"] = _sandbox.Root;
        await _sandbox.RunQuicklyAsync();
        RunReport report = _sandbox.ReadReport();
        report = report with { Run = report.Run with { Commit = new string('a', 40), Dirty = false } };
        report.Write(Path.Combine(_sandbox.Results, report.Run.Id, RunReport.FileName));
        return report;
    }

    private Task<ScriptProcess> PublishAsync()
    {
        return _sandbox.RunAsync("publish", "--root", _sandbox.Root);
    }

    private async Task RefusedAsync(string expected)
    {
        ScriptProcess refused = await PublishAsync();
        string line = refused.Error.TrimEnd('\n');
        Assert.True(refused.ExitCode == 2, $"exit code {refused.ExitCode}: {refused.Output}{line}");
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }
}
