using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

public sealed class PowerReadTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task A_tree_of_a_board_gives_its_document()
    {
        using SysfsTree tree = SysfsTree.OfFixture("orin-nano-jp6-ch3-disabled");
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "power", "read", "--root", tree.Root);

        Assert.Equal(0, exitCode);
        JsonElement source = Source(document, "ina3221");
        Assert.Equal(5.24256, source.GetProperty("totalWatts").GetDouble(), 1e-6);
        Assert.Equal("""["VDD_IN"]""", source.GetProperty("totalRails").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, source.GetProperty("rails").GetProperty("VDD_SOC").ValueKind);
        Assert.Equal(0.933248, source.GetProperty("rails").GetProperty("VDD_CPU_GPU_CV").GetDouble(), 1e-6);
        Assert.Equal("module", source.GetProperty("scope").GetString());
        Assert.Equal(
            ["id", "board", "scope", "totalWatts", "totalRails", "rails", "energyJoules", "notes"],
            source.EnumerateObject().Select(static member => member.Name));
    }

    [Fact]
    public async Task Counters_of_a_tree_are_in_joules_and_give_no_power()
    {
        using SysfsTree tree = SysfsTree.OfFixture("x86-intel-rapl", "t1/");
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "power", "read", "--root", tree.Root, "--power-source", "rapl");

        JsonElement source = Assert.Single(document.GetProperty("sources").EnumerateArray());
        Assert.Equal((0, 500, 657), (exitCode, source.GetProperty("energyJoules").GetProperty("package-0").GetDouble(), source.GetProperty("energyJoules").GetProperty("psys").GetDouble()));
        Assert.Equal(JsonValueKind.Null, source.GetProperty("totalWatts").ValueKind);
        Assert.Contains("did not move", source.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sensor_that_was_named_and_is_not_there_is_in_the_document_with_its_reason()
    {
        using SysfsTree tree = SysfsTree.OfFixture("nano-jp4");
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "power", "read", "--root", tree.Root, "--power-source", "rapl,ina3221");

        Assert.Equal(0, exitCode);
        Assert.Equal(JsonValueKind.Null, Source(document, "rapl").GetProperty("totalWatts").ValueKind);
        Assert.Contains("no RAPL here", Source(document, "rapl").GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(2.613, Source(document, "ina3221").GetProperty("totalWatts").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task An_empty_tree_gives_an_empty_document_and_exit_code_2()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "power", "read", "--root", _process.Folder, "--power-source", "auto");

        Assert.Equal(2, exitCode);
        Assert.DoesNotContain(document.GetProperty("sources").EnumerateArray(), static source => source.GetProperty("id").GetString() is "ina3221" or "rapl");
    }

    [Fact]
    public async Task Nothing_to_read_is_explained_to_people()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "power", "read", "--root", _process.Folder, "--power-source", "ina3221");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: no power sensor can be read\n  ina3221: no INA3221 here: only Jetson boards have one; a container must show", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_units_and_notes()
    {
        using SysfsTree tree = SysfsTree.OfFixture("agx-orin-jp6-partial");
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "power", "read", "--root", tree.Root, "--power-source", "ina3221");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"VDD_GPU_SOC +4\.685 +W +yes", run.Output);
        Assert.Matches(@"total +n/a +W", run.Output);
        Assert.Contains("note: no total: VDD_CPU_CV", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such folder", "--root", "/no/such/folder")]
    [InlineData("did you mean rapl", "--power-source", "rappl")]
    [InlineData("power integrate", "--power-source", "replay:x.csv")]
    public async Task A_wrong_argument_is_refused(string expected, params string[] arguments)
    {
        Assert.Contains(expected, await _process.RefuseAsync(["power", "read", .. arguments]), StringComparison.Ordinal);
    }

    private static JsonElement Source(JsonElement document, string id)
    {
        return document.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("id").GetString() == id);
    }
}
