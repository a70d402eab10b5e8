using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

public sealed class PowerParseTegrastatsTests : IDisposable
{
    private const string Log = "07-09-2024 13:31:31 RAM 3168/6851MB (lfb 2x4MB) SWAP 161/3426MB (cached 0MB) CPU [23%@1397,off] EMC_FREQ 2%@204 GR3D_FREQ 9%@[114] AUX@45C CPU@46.5C VDD_IN 2763mW/2846mW VDD_CPU_GPU_CV 650mW/670mW VDD_SOC 650mW/711mW\r\n"
        + "\r\n"
        + "RAM 3168/6851MB (lfb 2x4MB) CPU [23%@1397,of";

    private readonly SuiteProcess _suite = new();

    private string FileName => Path.Combine(_suite.Folder, "tegrastats.log");

    public PowerParseTegrastatsTests()
    {
        File.WriteAllText(FileName, Log);
    }

    public void Dispose()
    {
        _suite.Dispose();
    }

    [Fact]
    public async Task A_log_becomes_one_document_with_an_element_per_line()
    {
        (int exitCode, JsonElement document) = await _suite.RunJsonAsync(SuiteProcess.Real, "power", "parse-tegrastats", FileName);

        Assert.Equal((0, 3), (exitCode, document.GetArrayLength()));
        Assert.Equal(2.763, document[0].GetProperty("total_w").GetDouble());
        Assert.Equal("2024-07-09T13:31:31", document[0].GetProperty("timestamp_local").GetString());
        Assert.Equal("the line is empty", document[1].GetProperty("error").GetString());
        Assert.True(document[2].GetProperty("incomplete").GetBoolean());
    }

    [Fact]
    public async Task For_people_there_is_a_table_and_the_lines_that_cannot_be_read()
    {
        ScriptProcess run = await _suite.RunAsync(SuiteProcess.Real, "power", "parse-tegrastats", FileName);

        Assert.Equal("", run.Error);
        Assert.Equal(
            """
            line  time                 GPU %  EMC %     RAM MB  hottest C  total W  VDD_IN W  VDD_CPU_GPU_CV W  VDD_SOC W  note
            ----  -------------------  -----  -----  ---------  ---------  -------  --------  ----------------  ---------  ----------
               1  2024-07-09 13:31:31      9      2  3168/6851       46.5    2.763     2.763             0.650      0.650
               3                                     3168/6851                                                             incomplete
            lines: 3, unreadable: 1; the first is line 2: the line is empty

            """,
            run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Standard_input_is_read_without_a_file()
    {
        ScriptProcess run = await _suite.RunAsync("/bin/sh", "-c", $"'{SuiteProcess.Real}' power parse-tegrastats --json < '{FileName}' && '{SuiteProcess.Real}' power parse-tegrastats - --json < /dev/null");

        Assert.Equal("", run.Error);
        Assert.Equal(2, run.Output.Split("\n]\n").Length);
        Assert.EndsWith("[]\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        Assert.Contains("is a folder", await _suite.RefuseAsync("power", "parse-tegrastats", "/tmp"), StringComparison.Ordinal);
        Assert.Contains("missing.log", await _suite.RefuseAsync("power", "parse-tegrastats", "missing.log", "--json"), StringComparison.Ordinal);
    }
}
