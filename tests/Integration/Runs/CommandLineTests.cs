using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

public sealed class CommandLineTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--filter")]
    [InlineData("--filter", "*NoSuchBenchmark*")]
    [InlineData("--job", "fast")]
    [InlineData("--inProcess")]
    [InlineData("--models", "resnet51")]
    [InlineData("--threads")]
    [InlineData("--threads", "none")]
    [InlineData("--frameworks", "standin", "--variants", "eager")]
    [InlineData("--models", "resnet50", "--filter", "*MobileNet*")]
    [InlineData("--devices", "cuda:0", "--providers", "cpu")]
    [InlineData("--model-file", "/no/such.onnx")]
    [InlineData("--model-file", "")]
    [InlineData("--results-dir", "")]
    [InlineData("--export-times", "")]
    [InlineData("--maxWidth", "10")]
    [InlineData("--iterationCount", "0")]
    [InlineData("--iterationCount", "-1")]
    [InlineData("--invocationCount", "0")]
    [InlineData("--launchCount", "0")]
    [InlineData("--warmupCount", "-5")]
    [InlineData("parity", "--suite", "")]
    [InlineData("run")]
    [InlineData("--models", "lenet5", "doctor")]
    [InlineData("--job", "dry", "run")]
    [InlineData("list", "resnet50")]
    [InlineData("list", "--bogus")]
    [InlineData("list", "--models", "resnet51")]
    public async Task Bad_arguments_end_with_2_and_one_line(params string[] arguments)
    {
        ScriptProcess run = await _sandbox.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("error: ", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did you mean doctor?", "docter")]
    [InlineData("write InferenceBench list", "List")]
    [InlineData("--model-file ", "/etc/hostname")]
    public async Task A_word_that_belongs_to_no_option_is_told_what_it_may_have_meant(string help, string word)
    {
        ScriptProcess run = await _sandbox.RunAsync(word);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(help, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_after_an_option_that_takes_several_belong_to_it()
    {
        Assert.Equal(["healthy vgg16 1", "healthy squeezenet1_0 1"], await ListAsync("--filter", "*VGG16*", "*SQUEEZENET*", "--frameworks", "healthy"));
        Assert.Equal(["healthy lenet5 1"], await ListAsync("--models", "lenet5", "--frameworks", "healthy", "--exporters", "html", "csv"));
    }

    [Fact]
    public async Task Help_lists_our_options_and_verbs_and_mentions_BenchmarkDotNets()
    {
        ScriptProcess run = await _sandbox.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["--frameworks", "--model-file", "--duration", "--filter", "--job", "list", "doctor", "parity"], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_arguments_two_models_and_two_batches_run_on_all_that_is_there()
    {
        Assert.Equal(
            ["standin resnet50 1", "healthy resnet50 1", "standin resnet50 8", "healthy resnet50 8", "standin mobilenet_v3_large 1", "healthy mobilenet_v3_large 1", "standin mobilenet_v3_large 8", "healthy mobilenet_v3_large 8"],
            await ListAsync());
    }

    [Fact]
    public async Task Models_narrow_every_class_and_never_add_to_one()
    {
        Assert.Equal(
            ["healthy resnet18 1", "healthy lenet5 1"],
            await ListAsync("--models", "resnet18,lenet5", "--frameworks", "healthy"));
        Assert.Equal(["healthy lenet5 1"], await ListAsync("--models", "resnet18,lenet5", "--frameworks", "healthy", "--filter", "*Classic*"));
    }

    [Fact]
    public async Task A_filter_knows_classes_and_params()
    {
        Assert.All(await ListAsync("--filter", "*Resnet*", "--frameworks", "standin"), line => Assert.Contains("resnet", line, StringComparison.Ordinal));
        Assert.Equal(["standin vgg16 4"], await ListAsync("--filter", "*VGG16*", "--frameworks", "standin", "--batch-sizes", "4"));
    }

    [Fact]
    public async Task Overhead_benchmarks_run_only_when_a_filter_names_them()
    {
        ScriptProcess run = await _sandbox.RunAsync("list", "--filter", "*");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("overhead", run.Output, StringComparison.Ordinal);
    }

    private async Task<string[]> ListAsync(params string[] arguments)
    {
        ScriptProcess run = await _sandbox.RunAsync(["list", "--json", .. arguments]);
        Assert.Equal(0, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.EnumerateArray().Select(key =>
            $"{key.GetProperty("framework")} {key.GetProperty("model")} {key.GetProperty("batch")}")];
    }
}
