using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Tegrastats;
using InferenceBench.Tests.Integration.Verbs;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

[UnsupportedOSPlatform("windows")]
public sealed class TegrastatsSourceTests : IDisposable
{
    private const string Line = "RAM 1343/7620MB (lfb 157x4MB) CPU [0%@1497,off] EMC_FREQ 15%@204 GR3D_FREQ 7%@[305] cpu@48.5C gpu@-256C VDD_IN $1mW/1mW VDD_CPU_GPU_CV 512mW/1944mW";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private readonly FakePrograms _programs = new();

    public void Dispose()
    {
        _programs.Dispose();
    }

    [Fact]
    public void The_latest_line_is_read()
    {
        using TegrastatsSource source = Open($"echo \"$@\" > $HERE/arguments\nline() {{ echo \"{Line}\"; }}\nline 5000\nuntil [ -e $HERE/go ]; do line 5000; sleep 0.05; done\nwhile :; do line 6000; sleep 0.05; done");

        Assert.Equal("--interval 100", File.ReadAllText(_programs["arguments"]).Trim());
        Assert.Equal(["total", "VDD_IN", "VDD_CPU_GPU_CV", "gpu_utilization", "sm_clock", "memory_used", "temperature", "emc_utilization", "memory_clock"], source.Channels.Select(static channel => channel.Name));
        Assert.Equal([5, 5, 0.512, 7, 305, 1343.0 * 1024 * 1024, 48.5, 15, 204], WaitFor(source, static values => values[0] == 5));
        File.WriteAllText(_programs["go"], "");
        Assert.Equal(6, WaitFor(source, static values => values[0] == 6)[1]);
        Assert.Equal(("total", ChannelKind.InstantaneousPower), (Assert.Single(source.Routes).Name, source.Routes[0].Kind));
        Assert.Equal(PowerScope.Module, source.Scope);
        Assert.Null(source.NoEnergyReason);
        Assert.Equal(["VDD_IN"], source.TotalRails);
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        using TegrastatsSource source = Open($"line() {{ echo \"{Line}\"; }}\nwhile :; do line 5000; sleep 0.05; done");
        var values = new double[source.Channels.Count];
        source.Read(values);

        Assert.Equal(0, Allocation.LeastOf(1000, () => source.Read(values)));
    }

    [Fact]
    public void A_tool_that_stops_printing_has_no_value()
    {
        using TegrastatsSource source = Open($"line() {{ echo \"{Line}\"; }}\nline 5000\nexec sleep 600");

        WaitFor(source, static values => double.IsNaN(values[0]));
    }

    [Fact]
    public void A_tool_that_ends_is_lost_with_the_reason()
    {
        using TegrastatsSource source = Open($"line() {{ echo \"{Line}\"; }}\nline 5000\nuntil [ -e $HERE/go ]; do line 5000; sleep 0.05; done\necho 'no such device' >&2\nsleep 0.2\nexit 3");
        File.WriteAllText(_programs["go"], "");

        PowerSourceException lost = Assert.Throws<PowerSourceException>(() => WaitFor(source, static _ => false));

        Assert.Contains("exit code 3", lost.Message, StringComparison.Ordinal);
        Assert.Contains("no such device", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_without_rails_has_gauges_and_says_why_it_has_no_energy()
    {
        using TegrastatsSource source = Open("while :; do echo 'RAM 1/2MB CPU [1%@1] GR3D_FREQ @[0,0,0] cpu@30C'; sleep 0.05; done");

        Assert.Equal(["sm_clock", "memory_used", "temperature"], source.Channels.Select(static channel => channel.Name));
        Assert.Empty(source.Routes);
        Assert.Contains("no rails", source.NoEnergyReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rails_of_an_unknown_board_are_read_without_a_total()
    {
        using TegrastatsSource source = Open("while :; do echo 'RAM 1/2MB CPU [1%@1] CAM_12V 480mW/480mW'; sleep 0.05; done");

        Assert.Contains(source.Channels, static channel => channel is { Name: "CAM_12V", Unit: "W" });
        Assert.Contains("CAM_12V", source.NoEnergyReason, StringComparison.Ordinal);
        Assert.Empty(source.TotalRails);
    }

    [Theory]
    [InlineData("echo 'tegrastats: cannot open' >&2; exit 1", "cannot open")]
    [InlineData("echo 'this is no line'; exit 0", "this is no line")]
    public void A_tool_that_gives_no_line_does_not_open(string script, string reason)
    {
        PowerSourceException exception = Assert.Throws<PowerSourceException>(() => Open(script));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void A_tool_that_prints_nothing_is_given_up_and_ended()
    {
        string file = _programs.Add("tegrastats", "echo $$ > $HERE/pid\nexec sleep 600");

        Assert.Throws<PowerSourceException>(() => TegrastatsSource.Open(file, null, TimeSpan.FromSeconds(1)));

        Assert.True(HasEnded(File.ReadAllText(_programs["pid"])));
    }

    [Fact]
    public void The_tool_and_its_children_end_with_the_source()
    {
        TegrastatsSource source = Open($"echo $$ > $HERE/pid\nsleep 600 &\necho $! > $HERE/child\nline() {{ echo \"{Line}\"; }}\nwhile :; do line 5000; sleep 0.05; done");

        source.Dispose();
        source.Dispose();

        Assert.True(HasEnded(File.ReadAllText(_programs["pid"])));
        Assert.True(HasEnded(File.ReadAllText(_programs["child"])));
    }

    [Fact]
    public async Task The_tool_ends_when_the_suite_is_killed()
    {
        _programs.Add("tegrastats", $"echo $$ > $HERE/pid\nline() {{ echo \"{Line}\" 2>/dev/null; }}\nwhile :; do line 5000; sleep 0.05; done");
        var start = new ProcessStartInfo(SuiteProcess.Real, ["power", "watch"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_programs.Folder}:{start.Environment["PATH"]}";
        using Process suite = Process.Start(start)!;
        while (await suite.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("5.000", StringComparison.Ordinal))
        {
        }

        suite.Kill();

        Assert.True(HasEnded(File.ReadAllText(_programs["pid"])));
    }

    [Fact]
    public void A_program_is_found_on_the_path_when_it_may_be_run()
    {
        string file = _programs.Add("tegrastats-of-a-test", "exit 0");

        Assert.Equal(file, BoardProgram.Find("tegrastats-of-a-test", $"relative:/nowhere:{_programs.Folder}")?.Path);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Null(BoardProgram.Find("tegrastats-of-a-test", _programs.Folder));
    }

    [Fact]
    public void Below_another_root_no_program_is_started()
    {
        Directory.CreateDirectory(_programs["usr/bin"]);
        File.WriteAllText(_programs["usr/bin/tegrastats"], "#!/bin/sh\ntouch started\n");
        var query = new SensorQuery(_programs.Folder);

        SensorStatus status = new TegrastatsSensor().Probe(query);

        Assert.False(status.IsAvailable);
        Assert.Contains("below --root", status.Reason, StringComparison.Ordinal);
        Assert.Throws<PowerSourceException>(() => new TegrastatsSensor().Open(query));
    }

    private TegrastatsSource Open(string script)
    {
        return TegrastatsSource.Open(_programs.Add("tegrastats", script), null, s_limit);
    }

    private static double[] WaitFor(TegrastatsSource source, Predicate<double[]> condition)
    {
        var values = new double[source.Channels.Count];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_limit; Thread.Sleep(10))
        {
            source.Read(values);
            if (condition(values))
            {
                return values;
            }
        }

        throw new TimeoutException($"the last values were {string.Join(", ", values)}");
    }

    private static bool HasEnded(string id)
    {
        string stat = $"/proc/{int.Parse(id, CultureInfo.InvariantCulture)}/stat";
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_limit; Thread.Sleep(10))
        {
            // A killed child stays as a zombie until its parent asks for it.
            if (!File.Exists(stat) || File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
