using System.Runtime.Versioning;
using InferenceBench.Sampling.Jetson;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

[UnsupportedOSPlatform("windows")]
public sealed class BoardReaderTests : IDisposable
{
    private readonly FakePrograms _board = new();

    public BoardReaderTests()
    {
        Write("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3");
        Write("etc/nvpmodel.conf", "< POWER_MODEL ID=0 NAME=15W >\n< POWER_MODEL ID=2 NAME=MAXN >\n");
        Write("var/lib/nvpmodel/status", "pmode:0000 fmode:cool");
    }

    public void Dispose()
    {
        _board.Dispose();
    }

    [Fact]
    public void The_boards_programs_are_asked_first()
    {
        BoardState state = Read(
            "printf 'NV Fan Mode:quiet\\nNV Power Mode: MAXN\\n2\\n'",
            "printf 'cpu0: MinFreq=5 MaxFreq=5 CurrentFreq=5\\nGPU MinFreq=5 MaxFreq=5\\nEMC MinFreq=1 MaxFreq=5 FreqOverride=1\\n'");

        Assert.Equal((2, "MAXN", "quiet", true), (state.PowerModeId, state.PowerModeName, state.Fan, state.AreClocksLocked));
    }

    [Theory]
    [InlineData("echo 'NVPM ERROR: not root' >&2; exit 1")]
    [InlineData("kill -SEGV $$")]
    [InlineData("head -c 1000000 /dev/zero; exit 0")]
    public void Their_files_are_read_when_they_fail(string script)
    {
        BoardState state = Read(script, script);

        Assert.Equal((0, "15W", "cool", null), (state.PowerModeId, state.PowerModeName, state.Fan, state.AreClocksLocked));
    }

    [Fact]
    public void An_id_that_is_missing_comes_from_the_definitions()
    {
        Assert.Equal(2, Read("echo 'NV Power Mode: MAXN'", "exit 1").PowerModeId);
    }

    [Fact]
    public void A_program_that_hangs_is_ended_and_its_file_is_read()
    {
        BoardProgramResult result = new BoardProgram(_board.Add("hangs", "sleep 600")).Run(TimeSpan.FromMilliseconds(200));

        Assert.Null(result.ExitCode);
        Assert.Contains("not done", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_asks_gets_the_end_of_its_input()
    {
        BoardProgramResult result = new BoardProgram(_board.Add("asks", "read answer && exit 5\nexit 6")).Run(BoardProgram.QuestionLimit);

        Assert.Equal(6, result.ExitCode);
    }

    [Fact]
    public void A_program_that_is_none_says_why()
    {
        BoardProgramResult result = new BoardProgram(_board["missing"]).Run(BoardProgram.QuestionLimit);

        Assert.Null(result.ExitCode);
        Assert.NotEqual(string.Empty, result.Error);
    }

    private BoardState Read(string nvpmodel, string clocks)
    {
        return new BoardReader(
            new BoardFiles(_board.Folder), new BoardProgram(_board.Add("nvpmodel", nvpmodel)), new BoardProgram(_board.Add("jetson_clocks", clocks))).Read();
    }

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_board[path])!);
        File.WriteAllText(_board[path], content);
    }
}
