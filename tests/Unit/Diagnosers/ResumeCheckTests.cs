using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

public sealed class ResumeCheckTests
{
    private static readonly RunReport s_recorded = SampleReport.Create() with { Run = SampleReport.Create().Run with { Dirty = false, BootId = "one" } };
    private static readonly GitState s_git = new(s_recorded.Run.Commit, false);

    [Fact]
    public void The_same_machine_and_checkout_are_accepted()
    {
        ResumeCheck.Require("DIR", s_recorded, s_recorded.Machine with { Kernel = "7.0", Frameworks = new Dictionary<string, string>() }, s_git);
        ResumeCheck.Require("DIR", s_recorded with { Run = s_recorded.Run with { Commit = null, Dirty = null } }, s_recorded.Machine, GitState.Unknown);
        ResumeCheck.RequirePowerMode("DIR", s_recorded.Run, new BoardState());
        Assert.Empty(ResumeCheck.Notes(s_recorded, s_recorded.Machine, "one"));
    }

    [Theory]
    [InlineData("name", "another machine: testcpu-host there, x here")]
    [InlineData("cpu", "another processor: Test CPU @ 2.10GHz (2 processors) there, x here")]
    [InlineData("gpus", "another set of GPUs: none there, x, y here")]
    public void Another_machine_is_refused_with_both(string what, string message)
    {
        MachineReport machine = s_recorded.Machine;
        AssertRefused(message, () => ResumeCheck.Require("DIR", s_recorded, what switch
        {
            "name" => machine with { Name = "x" },
            "cpu" => machine with { Cpu = "x" },
            _ => machine with { Gpus = ["x", "y"] },
        }, s_git));
    }

    [Theory]
    [InlineData("abcdef", false, "commit 0123456789abcdef0123456789abcdef01234567 without changes there, commit abcdef without changes here")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", true, "without changes there, commit 0123456789abcdef0123456789abcdef01234567 with changes here")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", null, "without changes there, commit 0123456789abcdef0123456789abcdef01234567 state unknown here")]
    [InlineData(null, null, "without changes there, no commit here")]
    public void Another_checkout_is_refused_with_both(string? commit, bool? dirty, string message)
    {
        AssertRefused(message, () => ResumeCheck.Require("DIR", s_recorded, s_recorded.Machine, new GitState(commit, dirty)));
    }

    [Fact]
    public void A_clean_checkout_does_not_go_on_with_a_run_from_one_with_changes()
    {
        RunReport dirty = s_recorded with { Run = s_recorded.Run with { Dirty = true } };

        AssertRefused("with changes there", () => ResumeCheck.Require("DIR", dirty, dirty.Machine, s_git));
        ResumeCheck.Require("DIR", dirty, dirty.Machine, s_git with { Dirty = true });
        Assert.StartsWith("resumed from a tree with changes", Assert.Single(ResumeCheck.Notes(dirty, dirty.Machine, "one")), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_power_mode_is_refused_and_so_is_the_same_id_of_another_definition()
    {
        var board = new BoardState { Model = "Board", PowerModeId = 2, PowerModeName = "MODE_15W", PowerModeConfSha256 = "aa" };
        RunInfo run = s_recorded.Run with { PowerMode = "2: MODE_15W", Board = new BoardReport { PowerModeConfSha256 = "aa" } };

        ResumeCheck.RequirePowerMode("DIR", run, board);
        AssertRefused("another power mode: 2: MODE_15W there, 0: MAXN here", () => ResumeCheck.RequirePowerMode("DIR", run, board with { PowerModeId = 0, PowerModeName = "MAXN" }));
        AssertRefused("another definition of the power modes: aa there, bb here", () => ResumeCheck.RequirePowerMode("DIR", run, board with { PowerModeConfSha256 = "bb" }));
        AssertRefused("another power mode: unknown there, 2: MODE_15W here", () => ResumeCheck.RequirePowerMode("DIR", s_recorded.Run, board));
    }

    [Fact]
    public void What_else_changed_is_noted()
    {
        MachineReport machine = s_recorded.Machine with { Driver = "570", Kernel = "7.0", Frameworks = new Dictionary<string, string> { ["onnxruntime"] = "2.0", ["new"] = "1" } };

        Assert.Equal(
            [
                "the machine was rebooted before it was resumed: monotonic times of the cases before and after do not compare",
                "kernel was 6.12.0 at the start and is 7.0 for the resumed cases",
                "driver was unknown at the start and is 570 for the resumed cases",
                "onnxruntime was 1.29.0 at the start and is 2.0 for the resumed cases",
            ],
            ResumeCheck.Notes(s_recorded, machine, "two"));
    }

    private static void AssertRefused(string message, Action check)
    {
        ResultsException error = Assert.Throws<ResultsException>(check);
        Assert.StartsWith("--resume DIR: it has ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
