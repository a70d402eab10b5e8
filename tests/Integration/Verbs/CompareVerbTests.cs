using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class CompareVerbTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public CompareVerbTests()
    {
        WriteRun("quick", 1, 10);
        WriteRun("slow", 2, 30);
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task Tables_go_to_standard_output_and_files_into_the_folder()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "compare", Results, "--out", Output);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("resnet50, batch 1, fp32", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
        Assert.Equal("", run.Error);
        string[] files = ["compare.md", "compare.csv", "compare.json", "report.html"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        Assert.Equal(5, File.ReadAllLines(Path.Combine(Output, "compare.csv")).Length);
        string page = File.ReadAllText(Path.Combine(Output, "compare.md"));
        Assert.All(Directory.GetFiles(Path.Combine(Output, "charts")), chart => Assert.Contains($"](charts/{Path.GetFileName(chart)})", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_is_the_only_thing_on_standard_output_and_that_of_the_file()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "compare", Results, "--baseline", "libtorch");

        Assert.Equal(0, exitCode);
        Assert.Equal("libtorch", document.GetProperty("baseline").GetString());
        JsonElement found = document.GetProperty("cases").EnumerateArray().First(static found => found.GetProperty("framework").GetString() == "onnxruntime");
        Assert.Equal(2, found.GetProperty("speedUp").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("figures").GetProperty("energyJoules").ValueKind);
    }

    [Fact]
    public async Task An_unreadable_file_is_named_and_the_rest_is_complete()
    {
        Directory.CreateDirectory(Path.Combine(Results, "broken"));
        File.WriteAllText(Path.Combine(Results, "broken", "report.json"), "{\"schema\": 1, ");

        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "compare", Results);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken/report.json", Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Contains("resnet50, batch 1, fp32", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_loses_no_table()
    {
        File.WriteAllText(Output, "in the way");

        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "compare", Results, "--out", Output);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("resnet50, batch 1, fp32", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"error: --out {Output}: ", Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_compare_is_refused()
    {
        Assert.Contains("no-such-folder", await _process.RefuseAsync("compare", Path.Combine(_process.Folder, "no-such-folder")), StringComparison.Ordinal);
        Assert.Contains("name at least one folder", await _process.RefuseAsync("compare"), StringComparison.Ordinal);
    }

    private string Results => Path.Combine(_process.Folder, "results");

    private string Output => Path.Combine(_process.Folder, "out");

    private void WriteRun(string machine, int day, double milliseconds)
    {
        string id = $"{machine}/2026-01-{day:D2}-0123456";
        Directory.CreateDirectory(Path.Combine(Results, id));
        new RunReport
        {
            Machine = new MachineReport { Name = machine, Cpu = "Test CPU" },
            Run = new RunInfo { Id = id, StartedUtc = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero) },
            Cases = [Case("onnxruntime", milliseconds), Case("libtorch", 2 * milliseconds)],
        }.Write(Path.Combine(Results, id, RunReport.FileName));
    }

    private static CaseReport Case(string framework, double milliseconds)
    {
        return CaseReport.Of(new CaseKey(framework, "default", "cpu", "cpu", "resnet50", 1, "fp32"), CaseStatus.Ok) with
        {
            LatencyMs = new LatencySummary { Mean = milliseconds, P50 = milliseconds, N = 100 },
            InferencesPerSecond = 1000 / milliseconds,
            ImagesPerSecond = 1000 / milliseconds,
        };
    }
}
