using System.Text.Json.Nodes;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Tests.Unit.Sampling.Tegrastats;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Jetson;

public sealed class BoardTextTests
{
    private const string Locked = "cpu0:  Online=1 Governor=schedutil MinFreq=2201600 MaxFreq=2201600 CurrentFreq=2201600 IdleStates: WFI=0 c7=0 \n";
    private const string LockedGpu = "GPU MinFreq=1300500000 MaxFreq=1300500000 CurrentFreq=1300500000\nActive GPU TPCs: 8\n";

    public static TheoryData<string> Queries => [.. Ids("nvpmodel_q")];

    public static TheoryData<string> Shows => [.. Ids("jetson_clocks_show")];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_published_answer_of_nvpmodel_has_its_mode(string id)
    {
        JsonNode fixture = FixtureLines.Find("nvpmodel_q", id);

        PowerMode mode = PowerModeText.ParseQuery(fixture["out"]!.GetValue<string>());

        Assert.Equal(new PowerMode((int?)fixture["mode_id"], (string?)fixture["name"]), mode);
    }

    [Theory]
    [MemberData(nameof(Shows))]
    public void A_published_answer_of_jetson_clocks_has_its_lock(string id)
    {
        JsonNode fixture = FixtureLines.Find("jetson_clocks_show", id);
        string output = fixture["out"]!.GetValue<string>();

        Assert.Equal((bool?)fixture["locked"], ClocksText.ParseLock(output));
        Assert.Equal((string?)fixture["power_mode"], PowerModeText.ParseQuery(output).Name);
    }

    [Theory]
    [InlineData("NV Power Mode: MAXN\n", null, "MAXN")]
    [InlineData("NV Power Mode: 15W\r\n0\r\n", 0, "15W")]
    [InlineData("NV Power Mode: MAXN\nNVPM VERB: PARAM\n7\n", null, "MAXN")]
    [InlineData("NVPM ERROR: could not open /etc/nvpmodel.conf\n", null, null)]
    [InlineData("", null, null)]
    public void An_answer_without_id_or_name_has_what_it_has(string output, int? id, string? name)
    {
        Assert.Equal(new PowerMode(id, name), PowerModeText.ParseQuery(output));
    }

    [Theory]
    [InlineData("NV Fan Mode:quiet\nNV Power Mode: X\n2\n", "quiet")]
    [InlineData("NVPM WARN: fan mode is not set!\nNV Power Mode: X\n", null)]
    public void The_fan_profile_is_read_from_the_same_answer(string output, string? profile)
    {
        Assert.Equal(profile, PowerModeText.ParseFanMode(output));
    }

    [Theory]
    [InlineData("pmode:0002 fmode:quiet", 2, "quiet")]
    [InlineData("pmode:0000", 0, null)]
    [InlineData("", null, null)]
    public void The_saved_mode_is_read(string text, int? id, string? fan)
    {
        Assert.Equal((id, fan), PowerModeText.ParseStatus(text));
    }

    [Fact]
    public void Modes_of_the_definitions_are_those_outside_comments()
    {
        const string Conf = """
            # < POWER_MODEL ID=id_num NAME=mode_name >
            # < POWER_MODEL ID=9 NAME=OLD >
            < PARAM TYPE=FILE NAME=CPU_ONLINE >
            < POWER_MODEL ID=0 NAME=15W >
            CPU_ONLINE CORE_0 1
              <POWER_MODEL ID=2 NAME=MAXN_SUPER>
            < POWER_MODEL ID=3 NAME=MODE_7W DESC=x >
            < PM_CONFIG DEFAULT=2 >
            """;

        Assert.Equal([new PowerMode(0, "15W"), new PowerMode(2, "MAXN_SUPER"), new PowerMode(3, "MODE_7W")], PowerModeText.ParseConf(Conf));
    }

    [Theory]
    [InlineData(Locked + LockedGpu + "EMC MinFreq=204000000 MaxFreq=3199000000 CurrentFreq=3199000000 FreqOverride=1\n", true)]
    [InlineData(Locked + LockedGpu + "EMC MinFreq=204000000 MaxFreq=3199000000 CurrentFreq=3199000000 FreqOverride=0\n", false)]
    [InlineData(Locked + LockedGpu + "EMC MinFreq=3199000000 MaxFreq=3199000000 CurrentFreq=3199000000\n", true)]
    [InlineData(Locked + LockedGpu + "EMC MinFreq=204000000 MaxFreq=3199000000 CurrentFreq=3199000000\n", false)]
    [InlineData(Locked + LockedGpu, null)]
    [InlineData(Locked + "GPU MinFreq=306000000 MaxFreq=612000000 CurrentFreq=306000000\n", false)]
    [InlineData(Locked + "cpu1: Online=0 Governor=schedutil MinFreq=1 MaxFreq=2 CurrentFreq=1\n" + LockedGpu + "EMC MinFreq=1 MaxFreq=2 FreqOverride=1\n", true)]
    [InlineData(Locked + "cpu11: Governor=schedutil MinFreq=1 MaxFreq=2 CurrentFreq=1\n" + LockedGpu + "EMC MinFreq=1 MaxFreq=2 FreqOverride=1\n", false)]
    [InlineData("jetson_clocks: Error: Please run this as root.\n", null)]
    public void Clocks_are_locked_only_when_processors_gpu_and_memory_are(string output, bool? locked)
    {
        Assert.Equal(locked, ClocksText.ParseLock(output));
    }

    private static IEnumerable<string> Ids(string list)
    {
        return FixtureLines.Document[list]!.AsArray().Select(static entry => entry!["id"]!.GetValue<string>());
    }
}
