using System.Security.Cryptography;
using System.Text;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Tests.Unit.Reporting.Machine;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Jetson;

public sealed class BoardStateTests
{
    private const string Conf = "< POWER_MODEL ID=0 NAME=15W >\n< POWER_MODEL ID=2 NAME=MAXN_SUPER >\n";

    [Fact]
    public void A_jetson_says_all_that_its_files_say()
    {
        using FakeRoot root = new FakeRoot()
            .With("proc/device-tree/model", "NVIDIA Jetson Orin Nano Developer Kit\0")
            .With("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3, GCID: 38968081, BOARD: generic, EABI: aarch64, DATE: Wed Jan  8 01:49:37 UTC 2025\n# KERNEL_VARIANT: oot\n")
            .With("etc/nvpmodel.conf", Conf)
            .With("var/lib/nvpmodel/status", "pmode:0002 fmode:cool\n")
            .With("sys/class/hwmon/hwmon2/name", "pwmfan\n").With("sys/class/hwmon/hwmon2/pwm1", "88\n")
            .With("sys/class/hwmon/hwmon3/name", "pwm_tach\n").With("sys/class/hwmon/hwmon3/rpm", "2110\n")
            .With("sys/class/hwmon/hwmon5/name", "soctherm_oc\n").With("sys/class/hwmon/hwmon5/oc1_event_cnt", "0\n").With("sys/class/hwmon/hwmon5/oc3_event_cnt", "12\n");

        var state = BoardState.Read(root.Path);

        Assert.True(state.IsKnown);
        Assert.Equal("NVIDIA Jetson Orin Nano Developer Kit", state.Model);
        Assert.Equal("36.4.3", state.L4tRelease);
        Assert.Equal((2, "MAXN_SUPER"), (state.PowerModeId, state.PowerModeName));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Conf))), state.PowerModeConfSha256);
        Assert.Equal("cool, PWM 88 of 255, 2110 rpm", state.Fan);
        Assert.Equal([KeyValuePair.Create("oc1_event_cnt", 0L), KeyValuePair.Create("oc3_event_cnt", 12L)], state.OverCurrentEvents);
        Assert.Null(state.AreClocksLocked);
    }

    [Theory]
    [InlineData("# R32 (release), REVISION: 7.1, GCID: 29818004, BOARD: t210ref", "32.7.1")]
    [InlineData("# R28 (release), REVISION: 2.0, GCID: 10136452", "28.2.0")]
    [InlineData("# R38 (release), REVISION: 4.0, GCID: 43443517", "38.4.0")]
    [InlineData("# R35 (release), REVISION: 4.1\r\n", "35.4.1")]
    [InlineData("something else", null)]
    public void The_release_of_jetson_linux_is_read(string text, string? release)
    {
        using FakeRoot root = new FakeRoot().With("etc/nv_tegra_release", text);

        Assert.Equal(release, BoardState.Read(root.Path).L4tRelease);
    }

    [Fact]
    public void The_fan_of_jetpack_4_is_read()
    {
        using FakeRoot root = new FakeRoot().With("etc/nv_tegra_release", "# R32 (release), REVISION: 7.1").With("sys/devices/pwm-fan/target_pwm", "120\n");

        Assert.Equal("PWM 120 of 255", BoardState.Read(root.Path).Fan);
    }

    [Fact]
    public void The_definitions_behind_an_absolute_link_are_those_below_the_root()
    {
        using FakeRoot root = new FakeRoot().With("etc/nvpmodel/nvpmodel_p3767_0003.conf", Conf).With("var/lib/nvpmodel/status", "pmode:0000");
        File.CreateSymbolicLink(Path.Combine(root.Path, "etc/nvpmodel.conf"), "/etc/nvpmodel/nvpmodel_p3767_0003.conf");

        Assert.Equal("15W", BoardState.Read(root.Path).PowerModeName);
    }

    [Fact]
    public void A_link_in_a_circle_and_damaged_files_are_not_known()
    {
        using FakeRoot root = new FakeRoot().With("etc/nv_tegra_release", [0xff, 0x00, 0xfe])
            .With("var/lib/nvpmodel/status", "pmode:99999999999999999999")
            .With("sys/class/hwmon/hwmon0/name", "soctherm_oc").With("sys/class/hwmon/hwmon0/oc1_event_cnt", "many");
        File.CreateSymbolicLink(Path.Combine(root.Path, "etc/nvpmodel.conf"), "/etc/nvpmodel.conf");

        BoardState state = BoardState.Read(root.Path);

        Assert.Equal(new BoardState { OverCurrentEvents = state.OverCurrentEvents }, state);
        Assert.Empty(state.OverCurrentEvents);
    }

    [Theory]
    [InlineData("Raspberry Pi 5 Model B Rev 1.0\0", "raspberrypi,5-model-b\0brcm,bcm2712\0")]
    [InlineData(null, null)]
    public void Another_board_has_no_state(string? model, string? compatible)
    {
        using var root = new FakeRoot();
        _ = model is null ? root : root.With("proc/device-tree/model", model).With("proc/device-tree/compatible", compatible!)
            .With("sys/class/hwmon/hwmon0/name", "pwmfan").With("sys/class/hwmon/hwmon0/pwm1", "0");

        BoardState state = BoardState.Read(root.Path);

        Assert.False(state.IsKnown);
        Assert.Null(state.Fan);
    }

    [Theory]
    [InlineData("proc/device-tree/compatible", "nvidia,p3701-0000\0nvidia,tegra234\0")]
    [InlineData("sys/firmware/devicetree/base/model", "Jetson-AGX")]
    public void A_jetson_without_release_file_is_recognised(string file, string content)
    {
        using FakeRoot root = new FakeRoot().With(file, content).With("sys/devices/pwm-fan/target_pwm", "1");

        Assert.NotNull(BoardState.Read(root.Path).Fan);
    }

    [Theory]
    [InlineData("1", "1", "1", "0", true)]
    [InlineData("0", "1", "1", "0", false)]
    [InlineData("1", "0", "1", "0", false)]
    [InlineData("1", "1", "0", "0", false)]
    [InlineData("1", "1", null, "0", null)]
    [InlineData("0", "1", null, "0", false)]
    [InlineData("1", "1", "1", "1", false)]
    public void Locked_clocks_are_seen_in_the_kernels_files(string cpu, string gpu, string? memory, string secondCoreIsOn, bool? locked)
    {
        using FakeRoot root = new FakeRoot().With("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3")
            .With("sys/devices/system/cpu/cpu0/cpufreq/scaling_min_freq", cpu == "1" ? "1728000" : "729600").With("sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq", "1728000")
            .With("sys/devices/system/cpu/cpu1/online", secondCoreIsOn)
            .With("sys/devices/system/cpu/cpu1/cpufreq/scaling_min_freq", "1").With("sys/devices/system/cpu/cpu1/cpufreq/scaling_max_freq", "2")
            .With("sys/devices/system/cpu/cpufreq/boost", "0").With("sys/devices/system/cpu/cpuidle/current_driver", "psci")
            .With("sys/class/devfreq/17000000.gpu/min_freq", gpu == "1" ? "1020000000" : "306000000").With("sys/class/devfreq/17000000.gpu/max_freq", "1020000000")
            .With("sys/class/devfreq/15340000.vic/min_freq", "1").With("sys/class/devfreq/15340000.vic/max_freq", "2");
        _ = memory is null ? root : root.With("sys/kernel/debug/bpmp/debug/clk/emc/mrq_rate_locked", memory);

        Assert.Equal(locked, BoardState.Read(root.Path).AreClocksLocked);
    }
}
