using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Registry;
using Xunit;

namespace InferenceBench.Tests.Unit.Cli;

public sealed class RunOptionsParserTests
{
    private static readonly FrameworkRegistry s_registry = new(
        new ScriptedFramework("engine"), new ScriptedFramework("engine.net", "graph", "xla"));

    [Fact]
    public void Nothing_given_is_nothing_said()
    {
        RunOptions options = Parse();

        Assert.Empty(options.Frameworks);
        Assert.Empty(options.BatchSizes);
        Assert.Null(options.Duration);
        Assert.Null(options.Threads);
        Assert.Equal(TimeSpan.FromMinutes(10), options.CaseTimeout);
    }

    [Fact]
    public void Lists_are_split_at_commas_and_joined_over_repeats()
    {
        RunOptions options = Parse("--frameworks", "Engine", "--batch-sizes", "1,8", "--batch-sizes", "8,16", "--devices", "cpu,cuda,cuda:1", "--precisions", "FP32,int8");

        Assert.Equal(["engine"], options.Frameworks);
        Assert.Equal([1, 8, 16], options.BatchSizes);
        Assert.Equal([Device.Cpu, Device.Cuda(0), Device.Cuda(1)], options.Devices);
        Assert.Equal([Precision.Fp32, Precision.Int8], options.Precisions);
    }

    [Fact]
    public void A_signature_is_an_option_of_every_framework_that_reads_folders_and_what_is_said_of_one_alone_wins()
    {
        var registry = new FrameworkRegistry(new ScriptedFramework("engine"), ReaderOfFolders("folders"), ReaderOfFolders("other"));

        RunOptions options = Parse(registry, "--signature", "embed", "--option", "other.signature=own");

        Assert.Equal("embed", options.OptionsOf("folders")["signature"]);
        Assert.Equal("own", options.OptionsOf("other")["signature"]);
        Assert.Empty(options.OptionsOf("engine"));
    }

    [Fact]
    public void Durations_have_units()
    {
        RunOptions options = Parse("--duration", "1.5s", "--warmup", "0", "--case-timeout", "2m");

        Assert.Equal(TimeSpan.FromSeconds(1.5), options.Duration);
        Assert.Equal(TimeSpan.Zero, options.WarmUp);
        Assert.Equal(TimeSpan.FromMinutes(2), options.CaseTimeout);
        Assert.Null(Parse("--duration", "auto").Duration);
        Assert.Equal(TimeSpan.FromMilliseconds(250), Parse("--duration", "250ms").Duration);
    }

    [Fact]
    public void An_automatic_duration_is_told_from_none()
    {
        Assert.True(Parse("--duration", "AUTO").IsDurationAuto);
        Assert.False(Parse("--duration", "auto", "--duration", "3s").IsDurationAuto);
        Assert.False(Parse().IsDurationAuto);
    }

    [Fact]
    public void Power_is_automatic_unless_something_is_said()
    {
        PowerRequest nothing = Parse().Power;
        PowerRequest auto = Parse("--power-source", "auto").Power;

        Assert.All([nothing, auto], static power => Assert.Equal((0, false, null, null, "/"), (power.Sources.Count, power.IsNone, power.Idle, power.Mode, power.Root)));
        Assert.True(Parse("--power-source", "None").Power.IsNone);
    }

    [Fact]
    public void Power_sources_are_named_in_order_and_once()
    {
        PowerRequest power = Parse("--power-source", "RAPL,nvml", "--power-source", "rapl, replay:a.csv", "--idle", "0", "--power-mode", "2", "--root", Path.GetTempPath()).Power;

        Assert.Equal([new("rapl"), new("nvml"), new("replay", ReplayFile: Path.GetFullPath("a.csv"))], power.Sources);
        Assert.Equal((TimeSpan.Zero, 2, Path.GetFullPath(Path.GetTempPath())), (power.Idle, power.Mode, power.Root));
    }

    [Fact]
    public void A_trace_to_replay_may_have_a_comma_in_its_name()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N},busy.csv");
        File.WriteAllText(file, "");
        try
        {
            Assert.Equal([new PowerSelection("replay", ReplayFile: file)], Parse("--power-source", $"replay:{file}").Power.Sources);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_path_may_start_with_the_home_folder()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal(Path.Combine(home, "results"), Parse("--results-dir", "~/results").ResultsDirectory);
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "~x"), Parse("--results-dir", "~x").ResultsDirectory);
    }

    [Fact]
    public void The_last_of_several_values_wins()
    {
        Assert.Equal(4, Parse("--threads", "2", "--threads", "4").Threads);
    }

    [Fact]
    public void Shapes_have_names_that_may_hold_colons()
    {
        RunOptions options = Parse("--input-shape", "1,3,640,640", "--input-shape", "serving:0:2x5");

        Assert.Equal([1, 3, 640, 640], options.InputShapes[""]);
        Assert.Equal([2, 5], options.InputShapes["serving:0"]);
    }

    [Fact]
    public void Options_of_a_framework_whose_id_holds_a_dot_are_its_own()
    {
        RunOptions options = Parse("--option", "engine.net.level=a=b", "--option", "engine.net=3", "--option", "engine.threads=2");

        Assert.Equal("a=b", options.OptionsOf("engine.net")["level"]);
        Assert.Equal("3", options.OptionsOf("engine")["net"]);
        Assert.Equal("2", options.OptionsOf("engine")["threads"]);
    }

    [Fact]
    public void Files_become_absolute()
    {
        Assert.Equal([Path.GetFullPath("a.onnx"), Path.GetFullPath("b.onnx")], Parse("--model-file", "a.onnx", "--model-file", "b.onnx", "--model-file", "a.onnx").ModelFiles);
    }

    [Theory]
    [InlineData("--frameworks", "engin", "did you mean engine or engine.net?")]
    [InlineData("--models", "resnet5", "did you mean resnet50 or")]
    [InlineData("--providers", "rocm", "known: cpu, cuda")]
    [InlineData("--variants", "xlb", "did you mean xla?")]
    [InlineData("--power-source", "nvlm", "--power-source nvlm: no such power source; did you mean nvml")]
    [InlineData("--power-source", "wattmeter", "known: auto, nvml, ina3221, rapl, tegrastats, replay:FILE, none")]
    [InlineData("--power-source", "nvml,none", "none stands alone")]
    [InlineData("--power-source", ",", "the list is empty")]
    [InlineData("--power-source", "replay:", "the path is empty")]
    [InlineData("--idle", "soon", "not a duration")]
    [InlineData("--power-mode", "MAXN", "not the id of a mode")]
    [InlineData("--root", "/no/such/folder", "no such folder")]
    [InlineData("--devices", "gpu", "write cpu, cuda or cuda:N")]
    [InlineData("--batch-sizes", "0", "not a number from 1 to 1048576")]
    [InlineData("--batch-sizes", "1,x", "not a number from 1 to 1048576")]
    [InlineData("--batch-sizes", ",", "the list is empty")]
    [InlineData("--precisions", "fp23", "did you mean fp32")]
    [InlineData("--threads", "-1", "not a number from 1 to 4096")]
    [InlineData("--input-shape", "1,3,0", "'0' is not a dimension")]
    [InlineData("--input-shape", "", "'' is not a dimension")]
    [InlineData("--option", "engine.x", "write FRAMEWORK.KEY=VALUE")]
    [InlineData("--option", "engine.refused=1", "--option: engine has no option 'refused'")]
    [InlineData("--option", "other.x=1", "no such framework")]
    [InlineData("--duration", "3 apples", "not a duration")]
    [InlineData("--duration", "0s", "must be longer than 0")]
    [InlineData("--duration", "-3s", "not a duration")]
    [InlineData("--duration", "NaN", "not a duration")]
    [InlineData("--warmup", "31d", "not a duration")]
    [InlineData("--case-timeout", "0", "must be longer than 0")]
    public void A_wrong_value_is_refused_in_one_line_that_names_it(string option, string value, string help)
    {
        UsageException exception = Assert.Throws<UsageException>(() => Parse(option, value));

        Assert.StartsWith(option, exception.Message, StringComparison.Ordinal);
        Assert.Contains(help, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void A_shape_given_twice_is_refused()
    {
        Assert.Throws<UsageException>(() => Parse("--input-shape", "x:1,3", "--input-shape", "x:1,4"));
    }

    private static ScriptedFramework ReaderOfFolders(string id)
    {
        return new ScriptedFramework(id) { ModelExtensions = [".onnx", "/"] };
    }

    private static RunOptions Parse(params string[] arguments)
    {
        return Parse(s_registry, arguments);
    }

    private static RunOptions Parse(FrameworkRegistry registry, params string[] arguments)
    {
        var parser = new RunOptionsParser();
        var command = new RootCommand { TreatUnmatchedTokensAsErrors = false };
        parser.AddTo(command);
        return parser.Parse(command.Parse(arguments), registry);
    }
}
