using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

public sealed class ComputePrecisionTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_framework_that_converts_runs_an_fp32_file_in_the_precision_and_the_other_is_skipped()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--precisions", "fp32,fp16,bf16");

        Assert.Equal(0, run.ExitCode);
        Dictionary<(string, string?), CaseReport> cases = _sandbox.ReadReport().Cases.ToDictionary(static found => (found.Framework, found.Precision));
        Assert.Equal(("ok", "fp32"), (cases[("standin", "fp32")].Status, cases[("standin", "fp32")].Settings["precision"]));
        Assert.Equal(("ok", "fp16"), (cases[("standin", "fp16")].Status, cases[("standin", "fp16")].Settings["precision"]));
        Assert.Equal("ok", cases[("healthy", "fp32")].Status);
        Assert.All([("standin", "bf16"), ("healthy", "fp16"), ("healthy", "bf16")], key => Assert.Equal(
            ("skipped", $"{key.Item1} runs tiny in the file's own fp32; for {key.Item2} give a converted file with --model-file"),
            (cases[key].Status, cases[key].Reason)));
    }
}
