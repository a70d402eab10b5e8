using System.Runtime.Versioning;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>With a script in place of <c>nvpmodel</c> that keeps its mode in a file, asks before a restart, and refuses as the tool does.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PowerModeSwitchTests : IDisposable
{
    private const string Script = """
        echo "$@" >> $HERE/calls
        case "$1" in
        -q)
            echo 'NVPM WARN: fan mode is not set!'
            mode=$(cat $HERE/mode)
            case $mode in 0) name=MAXN;; 1) name=15W;; 2) name=30W;; *) echo 'NVPM ERROR: no mode' >&2; exit 1;; esac
            printf 'NV Power Mode: %s\n%s\n' $name $mode;;
        -m)
            [ -e $HERE/denied ] && { echo 'NVPM ERROR: failed to write PARAM, permission denied' >&2; exit 1; }
            if [ "$2" = 1 ]; then
                echo 'NVPM WARN: Reboot required for changing to this power mode: 1'
                echo 'NVPM WARN: DO YOU WANT TO REBOOT NOW? enter YES/yes to confirm:'
                read answer || answer=none
                [ "$answer" = YES ] && echo 1 > $HERE/mode
                echo 'NVPM ERROR: optMask is 1, no request for power mode' >&2
                exit 1
            fi
            [ -e $HERE/halfway ] && { rm $HERE/halfway; echo 0 > $HERE/mode; echo 'NVPM ERROR: failed to set GPU' >&2; exit 1; }
            echo "$2" > $HERE/mode;;
        esac
        """;

    private static readonly PowerMode[] s_modes = [new(0, "MAXN"), new(1, "15W"), new(2, "30W")];
    private readonly FakePrograms _programs = new();
    private readonly StringWriter _log = new();

    private string Mode
    {
        get => File.ReadAllText(_programs["mode"]).Trim();
        set => File.WriteAllText(_programs["mode"], value);
    }

    public PowerModeSwitchTests()
    {
        _programs.Add("nvpmodel", Script);
        Mode = "2";
    }

    public void Dispose()
    {
        _programs.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void The_mode_is_set_and_the_one_before_comes_back()
    {
        using (PowerModeSwitch power = Set(0))
        {
            Assert.Equal("0", Mode);
            Assert.False(power.HadLockedClocks);
            power.Dispose();
            Assert.Equal("2", Mode);
            Mode = "1";
        }

        Assert.Equal("1", Mode);
        Assert.Contains("30W (2) → MAXN (0)", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("30W (2) is in force again", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mode_before_comes_back_after_an_exception()
    {
        Assert.Throws<InvalidOperationException>(void () =>
        {
            using PowerModeSwitch power = Set(0);
            throw new InvalidOperationException(Mode);
        });

        Assert.Equal("2", Mode);
    }

    [Fact]
    public void The_mode_before_comes_back_after_a_failure_halfway()
    {
        File.WriteAllText(_programs["halfway"], "");
        Mode = "2";

        // Asked for 2's neighbour, the tool stops at 0.
        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => PowerModeSwitch.Set(3, Tool([.. s_modes, new PowerMode(3, "50W")]), static () => false, _log));

        Assert.Contains("failed to set GPU", exception.Message, StringComparison.Ordinal);
        Assert.Equal("2", Mode);
    }

    [Fact]
    public void A_mode_that_needs_a_restart_is_refused_and_nothing_changes()
    {
        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => Set(1));

        Assert.Contains("restart", exception.Message, StringComparison.Ordinal);
        Assert.Contains("sudo nvpmodel -m 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal("2", Mode);
        Assert.DoesNotContain("-m 2", File.ReadAllText(_programs["calls"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mode_that_the_board_lacks_is_refused_with_those_it_has()
    {
        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => Set(7));

        Assert.Contains("0 MAXN, 1 15W, 2 30W", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_programs["calls"]));
    }

    [Fact]
    public void A_refusal_of_the_tool_is_passed_on_and_nothing_changes()
    {
        File.WriteAllText(_programs["denied"], "");

        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => Set(0));

        Assert.Contains("permission denied", exception.Message, StringComparison.Ordinal);
        Assert.Equal(!Environment.IsPrivilegedProcess, exception.Message.Contains("needs root", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', exception.Message);
        Assert.Equal("2", Mode);
    }

    [Fact]
    public void A_mode_that_cannot_be_read_is_not_changed()
    {
        Mode = "unknown";

        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => Set(0));

        Assert.Contains("could not come back", exception.Message, StringComparison.Ordinal);
        Assert.Equal("unknown", Mode);
    }

    [Fact]
    public void The_mode_in_force_is_left_alone()
    {
        Set(2).Dispose();

        Assert.DoesNotContain("-m", File.ReadAllText(_programs["calls"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Locked_clocks_that_are_lost_are_said()
    {
        using PowerModeSwitch power = PowerModeSwitch.Set(0, Tool(s_modes), static () => true, _log);

        Assert.True(power.HadLockedClocks);
        Assert.Contains("jetson_clocks", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_to_restore_is_said_and_does_not_throw()
    {
        PowerModeSwitch power = Set(0);
        File.WriteAllText(_programs["denied"], "");

        power.Dispose();

        Assert.Contains("30W (2) could not be set again", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_tool_it_says_that_this_is_no_jetson()
    {
        Assert.SkipWhen(BoardProgram.Find("nvpmodel") is not null, "this machine has nvpmodel");

        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => PowerModeSwitch.Set(0));

        Assert.Contains("needs nvpmodel: this is no Jetson", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Modes_without_definitions_are_tried()
    {
        using PowerModeSwitch power = PowerModeSwitch.Set(0, Tool([]), static () => null, _log);

        Assert.Equal("0", Mode);
    }

    private PowerModeSwitch Set(int mode)
    {
        return PowerModeSwitch.Set(mode, Tool(s_modes), static () => false, _log);
    }

    private Nvpmodel Tool(IReadOnlyList<PowerMode> modes)
    {
        return new Nvpmodel(new BoardProgram(_programs["nvpmodel"]), modes);
    }
}
