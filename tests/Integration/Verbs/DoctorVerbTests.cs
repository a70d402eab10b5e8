using System.Text.Json;
using InferenceBench.Tests.Integration.Power;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class DoctorVerbTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task The_document_tells_machine_frameworks_and_sensors()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.StandIn, "doctor");

        Assert.Equal(0, exitCode);
        Assert.NotEqual(JsonValueKind.Undefined, document.GetProperty("machine").GetProperty("cpu").ValueKind);
        Assert.Equal(["nvml", "ina3221", "rapl", "tegrastats"], document.GetProperty("sensors").EnumerateArray().Select(static sensor => sensor.GetProperty("id").GetString()));
        JsonElement framework = document.GetProperty("frameworks")[0];
        Assert.Equal(("standin", true, "1.2.3"), (
            framework.GetProperty("id").GetString(), framework.GetProperty("available").GetBoolean(), framework.GetProperty("version").GetString()));
        Assert.Equal(JsonValueKind.Null, framework.GetProperty("reason").ValueKind);
        Assert.Equal("a stand-in waits and does not compute: take a framework", Assert.Single(framework.GetProperty("warnings").EnumerateArray()).GetString());
        Assert.Equal("use the CPU", framework.GetProperty("providers")[1].GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task OnnxRuntime_is_found_with_its_version_and_origin()
    {
        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "doctor");

        JsonElement framework = document.GetProperty("frameworks").EnumerateArray().Single(static row => row.GetProperty("id").GetString() == "onnxruntime");
        Assert.True(framework.GetProperty("available").GetBoolean(), framework.ToString());
        Assert.Matches(@"^1\.\d+\.\d+", framework.GetProperty("version").GetString());
        Assert.False(string.IsNullOrEmpty(framework.GetProperty("origin").GetString()));
    }

    [Fact]
    public async Task Frameworks_that_are_not_built_say_so_and_what_to_do()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "doctor");

        Assert.Equal(0, exitCode);
        JsonElement[] frameworks = [.. document.GetProperty("frameworks").EnumerateArray()];
        Assert.Equal(["onnxruntime", "libtorch", "torchsharp", "tensorflow", "tensorflow.net", "tensorrt"], frameworks.Select(static framework => framework.GetProperty("id").GetString()));
        Assert.All(frameworks.Where(static framework => !framework.GetProperty("available").GetBoolean()), framework =>
        {
            string reason = framework.GetProperty("reason").GetString()!;
            Assert.NotEmpty(framework.GetProperty("remedy").GetString()!);
            Assert.StartsWith(reason, document.GetProperty("machine").GetProperty("missingFrameworks").GetProperty(framework.GetProperty("id").GetString()!).GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_page_fits_a_terminal_of_100_columns_and_names_what_to_do()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.StandIn, "doctor");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("a stand-in has no CUDA", run.Output, StringComparison.Ordinal);
        Assert.Contains("→ use the CPU", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n').Where(line => !line.Contains(_process.Folder, StringComparison.Ordinal)), static line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task Sensors_are_told_with_what_they_read_or_why_not()
    {
        using var tree = new SensorTree(watts: 5);
        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.StandIn, "doctor", "--root", tree.Root);

        JsonElement[] sensors = [.. document.GetProperty("sensors").EnumerateArray()];
        JsonElement found = sensors.Single(static sensor => sensor.GetProperty("id").GetString() == "ina3221");
        JsonElement missing = sensors.Single(static sensor => sensor.GetProperty("id").GetString() == "rapl");
        Assert.Equal((true, "granted"), (found.GetProperty("available").GetBoolean(), found.GetProperty("access").GetString()));
        Assert.Contains("VDD_IN", found.GetProperty("reads").ToString(), StringComparison.Ordinal);
        Assert.Equal((false, 0), (missing.GetProperty("available").GetBoolean(), missing.GetProperty("reads").GetArrayLength()));
        Assert.False(string.IsNullOrEmpty(missing.GetProperty("reason").GetString()));
        ScriptProcess page = await _process.RunAsync(SuiteProcess.StandIn, "doctor", "--root", tree.Root);
        Assert.Matches(@"
  ina3221 +reads .*VDD_IN", page.Output);
        Assert.Matches(@"
  rapl +not available: ", page.Output);
    }

    [Fact]
    public async Task A_root_that_is_not_there_is_refused()
    {
        Assert.Contains("--root /no/such: no such folder", await _process.RefuseAsync("doctor", "--root", "/no/such"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_a_child_that_does_not_exist_is_refused()
    {
        Assert.Contains("the suite starts its children itself", await _process.RefuseAsync("--child", "probe", "nosuch"), StringComparison.Ordinal);
    }
}
