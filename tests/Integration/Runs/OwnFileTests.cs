using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.StandIn;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>Files in a form that only some frameworks read.</summary>
public sealed class OwnFileTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task It_runs_with_the_shapes_that_were_given_and_is_compared_with_the_plain_variant()
    {
        ScriptProcess run = await RunAsync("--input-shape", "2,3,8,8", "--batch-sizes", "1,4", "--variants", "plain,fast", "--frameworks", "standin");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        IReadOnlyList<CaseReport> cases = _sandbox.ReadReport().Cases;
        Assert.Equal([("net", 1, "plain"), ("net", 1, "fast"), ("net", 4, "plain"), ("net", 4, "fast")], cases.Select(static found => (found.Model, found.Batch, found.Variant)));
        Assert.All(cases, static found =>
        {
            Assert.Equal(("ok", "fp32", "FrameworkFileBenchmarks.Infer"), (found.Status, found.Precision, found.Benchmark));
            Assert.Equal(("passed", "standin 1.2.3 plain cpu"), (found.Parity!.Status, found.Parity.Reference));
            Assert.Null(found.Macs);
        });
    }

    [Fact]
    public async Task Outputs_that_differ_from_the_plain_variants_fail_the_case_before_it_is_timed()
    {
        ScriptProcess run = await RunAsync("--input-shape", "1,4", "--option", "standin.value=0.5");

        Assert.Equal(1, run.ExitCode);
        CaseReport failed = _sandbox.ReadCase("standin");
        Assert.Equal(("failed", "failed"), (failed.Status, failed.Parity!.Status));
        Assert.StartsWith("parity failed: output 'y': 3 of 3 elements differ", failed.Reason, StringComparison.Ordinal);
        Assert.Null(failed.LatencyMs);
        Assert.Equal("ok", _sandbox.ReadCase("healthy").Status);
    }

    [Fact]
    public async Task Its_default_batch_is_that_of_its_shape_and_an_ONNX_file_beside_it_keeps_its_own_shapes()
    {
        ScriptProcess run = await RunAsync("--model-file", _sandbox.WriteModel("tiny"), "--input-shape", "a:3,8", "--input-shape", "b:3,2", "--frameworks", "healthy");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal([("tiny", 1), ("net", 3)], _sandbox.ReadReport().Cases.Select(static found => (found.Model, found.Batch)).OrderBy(static found => found.Item2));
    }

    [Theory]
    [InlineData("net.standin", "stand-in", "--input-shape 1,3,224,224")]
    [InlineData("net.standin", "something else", "net.standin: it is no file of a stand-in")]
    [InlineData("net.standin", null, "net.standin: no such file")]
    [InlineData("net.other", "stand-in", "net.other")]
    public async Task What_cannot_be_used_is_refused_before_anything_is_measured(string name, string? content, string message)
    {
        string file = Path.Combine(_sandbox.Root, name);
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        }

        ScriptProcess run = await _sandbox.RunAsync(["--model-file", file, "--results-dir", _sandbox.Results, .. content is "stand-in" ? [] : new[] { "--input-shape", "1,4" }]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_sandbox.Results));
    }

    [Fact]
    public async Task Models_says_that_it_looks_into_ONNX_files_only()
    {
        ScriptProcess run = await _sandbox.RunAsync("models", "info", WriteFile());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("models looks into ONNX files, and .standin files are run as they are: --model-file", run.Error, StringComparison.Ordinal);
    }

    private string WriteFile()
    {
        string file = Path.Combine(_sandbox.Root, "net" + StandInFramework.OwnExtension);
        File.WriteAllText(file, StandInFramework.OwnMark);
        return file;
    }

    private Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        return _sandbox.RunAsync(["--model-file", WriteFile(), "--results-dir", _sandbox.Results, .. SuiteSandbox.ShortStages, .. arguments]);
    }
}
