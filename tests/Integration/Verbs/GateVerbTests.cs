using System.Diagnostics;
using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

/// <summary><c>gate</c> on the real executable.</summary>
public sealed class GateVerbTests : IDisposable
{
    private readonly SuiteProcess _suite = new();

    public void Dispose()
    {
        _suite.Dispose();
    }

    [Fact]
    public async Task A_regression_ends_with_1_a_table_and_a_summary()
    {
        Write("base", 1);
        Write("diff", 1.1);
        ScriptProcess run = await _suite.RunAsync(SuiteProcess.Real, "gate", "--base", Folder("base"), "--diff", Folder("diff"), "--summary", Folder("gate.md"));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("\n1 regression (1 regressed)\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("## ❌ Benchmarks: 1 regression", await File.ReadAllTextAsync(Folder("gate.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_build_ends_with_0_and_the_document_holds_every_number()
    {
        Write("base", 1);
        Write("diff", 1.001);
        (int exitCode, JsonElement document) = await _suite.RunJsonAsync(SuiteProcess.Real, "gate", "--base", Folder("base"), "--diff", Folder("diff"), "--metric", "p50,p99,energy");
        Assert.Equal((0, 0), (exitCode, document.GetProperty("exitCode").GetInt32()));
        JsonElement result = document.GetProperty("results").EnumerateArray().Single(static one => one.GetProperty("metric").GetString() == "p50");
        Assert.Equal("unchanged", result.GetProperty("verdict").GetString());
        Assert.Equal("resnet50", result.GetProperty("key").GetProperty("model").GetString());
        foreach (string name in new[] { "change", "changeLow", "changeHigh", "p", "correctedP", "blockP", "launchP", "cliffsDelta" })
        {
            Assert.True(double.IsFinite(result.GetProperty(name).GetDouble()), name);
        }
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused_in_one_line()
    {
        Write("base", 1);
        Assert.Contains("no folder", await _suite.RefuseAsync("gate", "--base", Folder("base"), "--diff", Folder("gone")), StringComparison.Ordinal);
        Assert.Contains("no run in common", await _suite.RefuseAsync("gate", "--base", Folder("base"), "--diff", Folder("base")), StringComparison.Ordinal);
        Assert.Contains("--threshold 5:", await _suite.RefuseAsync("gate", "--base", Folder("base"), "--diff", Folder("base"), "--threshold", "5"), StringComparison.Ordinal);
        Assert.Contains("did you mean p50", await _suite.RefuseAsync("gate", "--base", Folder("base"), "--diff", Folder("base"), "--metric", "p5"), StringComparison.Ordinal);
    }

    private string Folder(string name)
    {
        return Path.Combine(_suite.Folder, name);
    }

    // Three launches of 200 inferences that vary by some percent.
    private void Write(string side, double slowDown)
    {
        var random = new Random(3);
        for (int launch = 0; launch < 3; launch++)
        {
            string folder = Directory.CreateDirectory(Path.Combine(Folder(side), $"{launch}", "samples")).Parent!.FullName;
            long[] stamps = new long[400];
            for (int i = 0; i < stamps.Length; i++)
            {
                double ms = i % 2 == 0 ? 0 : slowDown * (5 + (0.1 * random.NextDouble()));
                stamps[i] = (i == 0 ? Stopwatch.Frequency : stamps[i - 1]) + (long)(ms * Stopwatch.Frequency / 1000);
            }

            InferenceTrace.Write(Path.Combine(folder, "samples", "a.trace"), stamps, [new TraceWindow(stamps[0], stamps[^1], 0, stamps.Length / 2)], 0);
            new RunReport
            {
                Machine = new MachineReport { Name = "testcpu-host" },
                Run = new RunInfo { Id = $"testcpu-host/{side}-{launch}", StartedUtc = DateTimeOffset.UnixEpoch },
                Cases = [CaseReport.Of(new CaseKey("onnxruntime", "default", "cpu", "cpu", "resnet50", 1, "fp32"), CaseStatus.Ok) with { SamplesFile = "samples/a.trace" }],
            }.Write(Path.Combine(folder, RunReport.FileName));
        }
    }
}
