using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>Benchmark runs of catalogue models with the real engine.</summary>
public sealed class CatalogueRunTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task A_model_that_declares_its_own_input_range_passes_parity_before_it_is_timed()
    {
        string results = Path.Combine(_process.Folder, "results");

        ScriptProcess run = await _process.RunAsync(
            SuiteProcess.Real, "--models", "mobilenet_v3_large_keras", "--frameworks", "onnxruntime", "--devices", "cpu", "--job", "dry", "--results-dir", results);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        CaseReport measured = RunReport.Read(Directory.GetFiles(results, RunReport.FileName, SearchOption.AllDirectories).Single()).Cases.Single();
        Assert.Equal(("mobilenet_v3_large_keras", "ok", "passed"), (measured.Model, measured.Status, measured.Parity!.Status));
    }

    [Fact]
    public async Task A_run_leaves_nothing_in_the_temporary_folder()
    {
        string temporary = Directory.CreateDirectory(Path.Combine(_process.Folder, "tmp")).FullName;
        Dictionary<string, string> environment = _process.CreateEnvironment();
        environment["TMPDIR"] = temporary;

        ScriptProcess run = await ScriptProcess.RunAsync(
            SuiteProcess.Real,
            ["--models", "lenet5", "--devices", "cpu", "--job", "dry", "--results-dir", Path.Combine(_process.Folder, "results")],
            _process.Folder,
            environment,
            TimeSpan.FromMinutes(2));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }
}
