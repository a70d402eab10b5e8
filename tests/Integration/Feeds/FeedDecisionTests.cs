using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Feeds;

/// <summary>What a restore decides about packages that not every feed holds, with the repository's own targets and feeds of packages that are empty.</summary>
public sealed class FeedDecisionTests : IDisposable
{
    private const string TorchSharp = "TorchSharp";
    private const string Libtorch = "libtorch-cpu-linux-x64";
    private const string TensorFlow = "TensorFlow.NET";
    private const string Redist = "SciSharp.TensorFlow.Redist";
    private const string TensorFlowDecision = "frameworks/TensorFlow/obj/tensorflow.net/decision.props";
    private const string Source = "EngineResolvedSource";
    private const string Reason = "EngineReason";

    private readonly FeedSandbox _sandbox;

    public FeedDecisionTests()
    {
        Assert.SkipWhen(FeedSandbox.DotnetPath is null, "there is no .NET SDK on PATH");
        _sandbox = new FeedSandbox();
    }

    public void Dispose()
    {
        _sandbox?.Dispose();
    }

    [Fact]
    public async Task A_feed_without_the_package_leaves_it_out_and_names_it()
    {
        await RestoreAsync();

        Assert.Equal("none", _sandbox.Decision(Source));
        Assert.Equal($"package TorchSharp {FeedSandbox.PinnedVersion(TorchSharp)} is not on the configured feeds", _sandbox.Decision(Reason));
        Assert.Empty(_sandbox.RestoredPackages());
    }

    [Fact]
    public async Task A_feed_with_the_packages_brings_them_in()
    {
        _sandbox.AddPackage(TorchSharp);
        _sandbox.AddPackage(Libtorch);
        await RestoreAsync();

        Assert.Equal("nuget", _sandbox.Decision(Source));
        Assert.Equal("", _sandbox.Decision(Reason));
        Assert.Equal([TorchSharp, Libtorch], _sandbox.RestoredPackages());
    }

    [Fact]
    public async Task The_cuda_libraries_take_the_place_of_the_cpu_ones()
    {
        _sandbox.AddPackage(TorchSharp);
        _sandbox.AddPackage(Libtorch);
        _sandbox.AddPackage("libtorch-cuda-12.8-linux-x64");
        await RestoreAsync();
        await RestoreAsync("-p:TorchSharpCuda=true");

        Assert.Equal([TorchSharp, "libtorch-cuda-12.8-linux-x64"], _sandbox.RestoredPackages());
    }

    [Fact]
    public async Task TorchSharp_without_its_libtorch_is_brought_in_and_says_what_is_missing()
    {
        _sandbox.AddPackage(TorchSharp);
        await RestoreAsync();

        Assert.Equal("nuget", _sandbox.Decision(Source));
        Assert.Equal($"package {Libtorch} {FeedSandbox.PinnedVersion(Libtorch)} is not on the configured feeds", _sandbox.Decision(Reason));
        Assert.Equal([TorchSharp], _sandbox.RestoredPackages());
    }

    [Fact]
    public async Task A_package_that_TorchSharp_needs_and_no_feed_has_is_the_one_named()
    {
        _sandbox.AddPackage(TorchSharp, dependency: "Some.Drawing");
        await RestoreAsync();

        Assert.Equal("none", _sandbox.Decision(Source));
        Assert.Equal($"package Some.Drawing, which TorchSharp {FeedSandbox.PinnedVersion(TorchSharp)} needs, is not on the configured feeds", _sandbox.Decision(Reason));
    }

    [Fact]
    public async Task Both_engines_are_asked_for_at_once_and_a_no_is_not_asked_again()
    {
        await RestoreAsync();
        await RestoreAsync();

        // The npm copy of ONNX Runtime cannot be had here either, which is no definite answer: that alone asks again.
        Assert.Equal("none", _sandbox.Decision("OnnxRuntimeResolvedSource", "frameworks/OnnxRuntime.Api/obj/onnxruntime/decision.props"));
        Assert.Equal(2, _sandbox.Asked);

        await RestoreAsync("-p:OnnxRuntimeSource=none");
        Assert.Equal(2, _sandbox.Asked);
    }

    [Fact]
    public async Task Another_feed_is_asked()
    {
        await RestoreAsync("-p:OnnxRuntimeSource=none");
        _sandbox.AddPackage(TorchSharp);
        Directory.Move(Path.Combine(_sandbox.Root, "feed"), Path.Combine(_sandbox.Root, "other"));
        _sandbox.UseFeed("other");
        await RestoreAsync("-p:OnnxRuntimeSource=none");

        Assert.Equal("nuget", _sandbox.Decision(Source));
        Assert.Equal(2, _sandbox.Asked);
    }

    [Fact]
    public async Task A_package_that_left_the_package_folder_is_asked_for_again()
    {
        _sandbox.AddPackage(TorchSharp);
        await RestoreAsync("-p:OnnxRuntimeSource=none");
        Directory.Delete(Path.Combine(_sandbox.Root, "packages"), recursive: true);
        File.Delete(Directory.GetFiles(Path.Combine(_sandbox.Root, "feed")).Single());
        await RestoreAsync("-p:OnnxRuntimeSource=none");

        Assert.Equal("none", _sandbox.Decision(Source));
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_no_definite_no()
    {
        _sandbox.UseFeed("http://127.0.0.1:9/index.json");
        await RestoreAsync("-p:OnnxRuntimeSource=none");

        Assert.Equal("none", _sandbox.Decision(Source));
        Assert.Equal($"the configured feeds could not be asked for package TorchSharp {FeedSandbox.PinnedVersion(TorchSharp)}", _sandbox.Decision(Reason));

        _sandbox.UseFeed("feed");
        _sandbox.AddPackage(TorchSharp);
        await RestoreAsync("-p:OnnxRuntimeSource=none");
        Assert.Equal("nuget", _sandbox.Decision(Source));
    }

    [Theory]
    [InlineData("-p:TorchSharpSource=none", "frameworks/Torch/obj/torchsharp/decision.props", "the build was told to leave it out (TorchSharpSource=none)")]
    [InlineData("-p:OnnxRuntimeArm64=true", "frameworks/Torch/obj/torchsharp/decision-arm64.props", "no TorchSharp package exists for linux-arm64")]
    public async Task What_needs_no_answer_is_not_asked(string property, string decision, string reason)
    {
        _sandbox.AddPackage(TorchSharp);
        await RestoreAsync(property, "-p:OnnxRuntimeSource=none", "-p:TensorFlowNetSource=none");

        Assert.Equal(0, _sandbox.Asked);
        Assert.Equal("none", _sandbox.Decision(Source, decision));
        Assert.Equal(reason, _sandbox.Decision(Reason, decision));
    }

    [Fact]
    public async Task Each_engine_is_decided_on_by_itself()
    {
        _sandbox.AddPackage(TensorFlow);
        _sandbox.AddPackage(Redist);
        await RestoreAsync("-p:OnnxRuntimeSource=none");

        Assert.Equal("none", _sandbox.Decision(Source));
        Assert.Equal("nuget", _sandbox.Decision(Source, TensorFlowDecision));
        Assert.Equal("", _sandbox.Decision(Reason, TensorFlowDecision));
        Assert.Equal([TensorFlow, Redist], _sandbox.RestoredPackages("frameworks/TensorFlow"));
        Assert.DoesNotContain(TorchSharp, _sandbox.RestoredPackages());
        Assert.Equal(1, _sandbox.Asked);
    }

    [Fact]
    public async Task TensorFlow_NET_without_its_library_is_brought_in_and_says_what_is_missing()
    {
        _sandbox.AddPackage(TensorFlow);
        await RestoreAsync("-p:OnnxRuntimeSource=none");

        Assert.Equal("nuget", _sandbox.Decision(Source, TensorFlowDecision));
        Assert.Equal($"package {Redist} {FeedSandbox.PinnedVersion(Redist)} is not on the configured feeds", _sandbox.Decision(Reason, TensorFlowDecision));
        Assert.Equal([TensorFlow], _sandbox.RestoredPackages("frameworks/TensorFlow"));
    }

    [Fact]
    public async Task For_arm64_TensorFlow_NET_comes_without_a_library_because_none_is_made()
    {
        _sandbox.AddPackage(TensorFlow);
        _sandbox.AddPackage(Redist);
        await RestoreAsync("-p:OnnxRuntimeSource=none", "-p:OnnxRuntimeArm64=true");

        string decision = TensorFlowDecision.Replace("decision", "decision-arm64", StringComparison.Ordinal);
        Assert.Equal("nuget", _sandbox.Decision(Source, decision));
        Assert.Equal([TensorFlow], _sandbox.RestoredPackages("frameworks/TensorFlow"));
    }

    [Fact]
    public async Task A_source_that_does_not_exist_is_refused()
    {
        ScriptProcess restore = await _sandbox.RestoreAsync("-p:TorchSharpSource=npm");

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("error INFB011: TorchSharpSource is 'npm'; it can be nuget or none.", restore.Output + restore.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ONNX_Runtime_is_taken_from_a_feed_that_holds_it()
    {
        _sandbox.AddPackage("Microsoft.ML.OnnxRuntime.Gpu");
        await RestoreAsync();

        Assert.Equal("nuget", _sandbox.Decision("OnnxRuntimeResolvedSource", "frameworks/OnnxRuntime.Api/obj/onnxruntime/decision.props"));
        Assert.Equal("none", _sandbox.Decision(Source));
        Assert.Equal(1, _sandbox.Asked);
    }

    private async Task RestoreAsync(params string[] properties)
    {
        ScriptProcess restore = await _sandbox.RestoreAsync(properties);

        Assert.True(restore.ExitCode == 0, restore.Output + restore.Error);
    }
}
