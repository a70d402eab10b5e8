using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Cli;

public sealed class RunLineTests : IDisposable
{
    private static readonly FrameworkRegistry s_registry = new(new ScriptedFramework("engine"), new ScriptedFramework("other"));
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--results-dir", "x", "--export-times", "t.json", "--case-timeout", "1m", "--idle", "2s")]
    [InlineData(true, "--frameworks", "engine")]
    [InlineData(true, "--duration", "1s")]
    [InlineData(true, "--filter", "*")]
    [InlineData(true, "--launchCount", "3")]
    public void What_stands_beside_resume_chooses_cases_or_does_not(bool chooses, params string[] arguments)
    {
        Assert.Equal(chooses, Parse(out ParseResult result, ["--resume", "DIR", .. arguments]).ChoosesCases(result));
    }

    [Fact]
    public void Without_options_that_choose_cases_the_recorded_line_goes_on_and_the_others_win_over_it()
    {
        RunLine line = Parse(out ParseResult result, "--resume", "DIR", "--case-timeout", "2m", "--export-times", "t.json");

        (RunOptions options, var request) = line.ReadResumed(result, ["--filter", "*Resnet*", "--frameworks", "engine", "--case-timeout", "1m", "--launchCount", "3"]);

        Assert.Equal(["engine"], options.Frameworks);
        Assert.Equal(TimeSpan.FromMinutes(2), options.CaseTimeout);
        Assert.EndsWith("t.json", options.ExportTimesFile, StringComparison.Ordinal);
        Assert.Equal((true, false, 3), (request.HasFilter, request.IsDefaultRun, request.LaunchCount));
        Assert.Equal(1, line.ReadResumed(result, ["--filter", "*"]).Request.LaunchCount);
        Assert.Equal(3, line.ReadResumed(result, ["--job", "long"]).Request.LaunchCount);
    }

    [Fact]
    public void An_empty_recorded_line_is_the_default_run()
    {
        RunLine line = Parse(out ParseResult result, "--resume", "DIR");

        Assert.True(line.ReadResumed(result, []).Request.IsDefaultRun);
    }

    [Fact]
    public void Options_that_choose_cases_take_the_place_of_the_recorded_line()
    {
        RunLine line = Parse(out ParseResult result, "--resume", "DIR", "--frameworks", "other");

        (RunOptions options, var request) = line.ReadResumed(result, ["--filter", "*Resnet*", "--frameworks", "engine"]);

        Assert.Equal(["other"], options.Frameworks);
        Assert.Equal((false, false), (request.HasFilter, request.IsDefaultRun));
    }

    [Fact]
    public void A_runs_id_leads_to_its_folder_under_the_root()
    {
        Directory.CreateDirectory(_folder["results/m/run"]);

        Assert.Equal(_folder["results/m/run"], Resume("--resume", "m/run", "--results-dir", _folder["results"]));
        Assert.Equal(Path.GetFullPath("m/missing"), Resume("--resume", "m/missing", "--results-dir", _folder["results"]));
        Assert.Null(Resume());
        Assert.Throws<UsageException>(() => Resume("--resume", ""));
    }

    private static string? Resume(params string[] arguments)
    {
        return Parse(out ParseResult result, arguments).ResumeDirectory(result);
    }

    private static RunLine Parse(out ParseResult result, params string[] arguments)
    {
        var line = new RunLine(s_registry);
        var command = new RootCommand();
        line.AddTo(command);
        result = command.Parse(arguments, RunLine.Configuration);
        return line;
    }
}
