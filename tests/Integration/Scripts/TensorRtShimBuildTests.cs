using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

public sealed class TensorRtShimBuildTests : IDisposable
{
    private const string NoHeaders = "not built: TensorRT headers not found";

    private readonly ShimSandbox _sandbox = new("tensorrt");

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Without_headers_the_reason_and_the_remedy_are_written_and_the_build_goes_on()
    {
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(NoHeaders, facts["reason"]);
        Assert.StartsWith("install libnvinfer-dev and libnvonnxparsers-dev", facts["remedy"], StringComparison.Ordinal);
        Assert.Equal($"build.sh: {facts["reason"]} ({facts["remedy"]})\n", run.Error);
        Assert.Equal(1, (await _sandbox.FindAsync()).ExitCode);
        Assert.Empty(_sandbox.Builds);
    }

    [Fact]
    public async Task Without_CUDA_the_reason_names_it_and_the_TensorRT_that_waits_for_it()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"not built: CUDA headers not found (TensorRT 10.3.0 is in {_sandbox.At("usr")})", facts["reason"]);
        Assert.Contains("CUDA_HOME", facts["remedy"], StringComparison.Ordinal);
        Assert.Empty(_sandbox.Builds);
    }

    [Fact]
    public async Task CUDA_without_its_library_is_not_taken()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda();
        File.Delete(_sandbox.At("usr/local/cuda/lib64/libcudart.so"));

        Assert.StartsWith("not built: CUDA headers not found", (await _sandbox.BuildAsync()).Facts["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_TENSORRT_is_named_and_nothing_else_is_taken_instead()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda();
        _sandbox.SetEnvironment("TENSORRT", "/no/such/folder");
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("not built: TENSORRT is set, but /no/such/folder holds no include/NvInfer.h", facts["reason"]);
        Assert.Contains("unset it", facts["remedy"], StringComparison.Ordinal);
        Assert.Empty(_sandbox.Builds);
    }

    [Theory]
    [InlineData("usr", "lib/x86_64-linux-gnu", "include/x86_64-linux-gnu", "10.3.0", "apt")]
    [InlineData("usr", "lib/aarch64-linux-gnu", "include/aarch64-linux-gnu", "8.6.2", "apt")]
    [InlineData("usr/local/tensorrt", "lib", "include", "11.1.0", "unpacked")]
    [InlineData("opt/TensorRT-10.13.3.9", "lib", "include", "10.13.3", "unpacked")]
    [InlineData("opt/tensorrt", "targets/x86_64-linux-gnu/lib", "include", "10.0.1", "unpacked")]
    public async Task It_is_found_where_it_is_usually_installed(string folder, string libraries, string headers, string version, string place)
    {
        _sandbox.WriteTensorRt(folder, version, libraries, headers);
        _sandbox.WriteCuda();

        Assert.Equal(Found(folder, libraries, version, place), (await _sandbox.FindAsync()).Output);
    }

    [Theory]
    [InlineData("usr", "lib/x86_64-linux-gnu", "include")]
    [InlineData("usr/local/cuda", "targets/aarch64-linux/lib", "targets/aarch64-linux/include")]
    [InlineData("usr/local/cuda-12.4", "lib64", "include")]
    public async Task CUDA_is_found_where_it_is_usually_installed(string folder, string libraries, string headers)
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda(folder, libraries, headers);
        var (_, facts) = await _sandbox.BuildAsync();

        Assert.Equal(("12.4", _sandbox.At($"{folder}/{libraries}/libcudart.so")), (facts["cuda"], facts["cudart"]));
    }

    [Fact]
    public async Task TENSORRT_comes_before_the_bundle_before_the_packages_before_what_was_unpacked()
    {
        string[] beside = ["--beside", _sandbox.At("app")];
        _sandbox.WriteCuda();
        _sandbox.WriteTensorRt("opt/tensorrt", "10.0.1");
        Assert.Equal(Found("opt/tensorrt", "lib", "10.0.1", "unpacked"), (await _sandbox.FindAsync(beside)).Output);
        _sandbox.WriteTensorRt("usr", "10.3.0");
        Assert.Equal(Found("usr", "lib", "10.3.0", "apt"), (await _sandbox.FindAsync(beside)).Output);
        _sandbox.WriteTensorRt("app/tensorrt", "10.8.0");
        Assert.Equal(Found("app/tensorrt", "lib", "10.8.0", "bundle"), (await _sandbox.FindAsync(beside)).Output);
        _sandbox.WriteTensorRt("chosen", "11.1.0");
        _sandbox.SetEnvironment("TENSORRT", _sandbox.At("chosen"));
        Assert.Equal(Found("chosen", "lib", "11.1.0", "TENSORRT"), (await _sandbox.FindAsync(beside)).Output);
    }

    [Fact]
    public async Task Libraries_without_headers_are_named()
    {
        _sandbox.Write("usr/lib/x86_64-linux-gnu/libnvinfer.so.10", "");
        _sandbox.WriteCuda();

        Assert.Equal($"{NoHeaders}; {_sandbox.At("usr")} holds libraries and no headers (include/NvInfer.h)", (await _sandbox.BuildAsync()).Facts["reason"]);
    }

    [Fact]
    public async Task A_wheel_is_passed_over_with_a_note()
    {
        const string wheel = "home/.local/lib/python3.11/site-packages/tensorrt_libs";
        _sandbox.Write(wheel + "/libnvinfer.so.10", "");

        Assert.Equal($"{NoHeaders}; the wheel in {_sandbox.At(wheel)} has none", (await _sandbox.BuildAsync()).Facts["reason"]);
    }

    [Theory]
    [InlineData("8.5.3", "is of TensorRT 8.5.3, and 8.6 is the oldest that does")]
    [InlineData("7.2.1", "is of TensorRT 7.2.1, and 8.6 is the oldest that does")]
    public async Task A_TensorRT_that_is_too_old_is_not_taken(string version, string reason)
    {
        _sandbox.WriteTensorRt("chosen", version);
        _sandbox.WriteCuda();
        _sandbox.SetEnvironment("TENSORRT", _sandbox.At("chosen"));

        Assert.EndsWith(reason, (await _sandbox.BuildAsync()).Facts["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_and_libraries_of_two_versions_are_not_taken_together()
    {
        _sandbox.WriteTensorRtHeaders("chosen", "10.3.0");
        _sandbox.Write("chosen/lib/libnvinfer.so.8", "");
        _sandbox.WriteCuda();
        _sandbox.SetEnvironment("TENSORRT", _sandbox.At("chosen"));

        Assert.EndsWith("is of TensorRT 10.3.0, and " + _sandbox.At("chosen") + " holds no libnvinfer.so.10", (await _sandbox.BuildAsync()).Facts["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_the_parsers_are_not_taken()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        File.Delete(_sandbox.At("usr/include/NvOnnxParser.h"));
        _sandbox.WriteCuda();

        Assert.EndsWith("lacks NvOnnxParser.h (package libnvonnxparsers-dev)", (await _sandbox.BuildAsync()).Facts["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_is_described_and_built_once()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda();
        var (run, facts) = await _sandbox.BuildAsync();
        var (second, sameFacts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["tensorrt", "lib", "include", "version", "from", "cuda", "cudart", "key"], facts.Keys);
        Assert.Equal(("10.3.0", "12.4", _sandbox.At("usr")), (facts["version"], facts["cuda"], facts["tensorrt"]));
        Assert.Equal((0, "", ""), (second.ExitCode, second.Output, second.Error));
        Assert.Equal(facts, sameFacts);
        Assert.True(File.Exists(_sandbox.Library));
        Assert.Contains($"-DINFB_NVINFER={_sandbox.At("usr/lib/libnvinfer.so.10")} ", Assert.Single(_sandbox.Builds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_CUDA_and_another_TensorRT_are_built_against()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda();
        await _sandbox.BuildAsync();
        _sandbox.WriteCuda(version: 12080);
        await _sandbox.BuildAsync();
        _sandbox.WriteTensorRt("usr", "10.8.0");
        var (_, facts) = await _sandbox.BuildAsync();

        Assert.Equal(3, _sandbox.Builds.Length);
        Assert.Equal(("10.8.0", "12.8"), (facts["version"], facts["cuda"]));
    }

    [Fact]
    public async Task A_TensorRT_that_was_removed_leaves_no_library_of_before()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda();
        await _sandbox.BuildAsync();
        Assert.True(File.Exists(_sandbox.Library));
        File.Delete(_sandbox.At("usr/include/NvInfer.h"));
        await _sandbox.BuildAsync();

        Assert.False(File.Exists(_sandbox.Library));
    }

    [Fact]
    public async Task A_compile_error_ends_with_1_and_the_compilers_first_line()
    {
        _sandbox.WriteTensorRt("usr", "10.3.0");
        _sandbox.WriteCuda();
        _sandbox.Write("broken", "[ 12%] Building CXX\nrun.cpp:7:9: error: no such thing\nrun.cpp:8:9: error: another\n");
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(": run.cpp:7:9: error: no such thing", facts["reason"], StringComparison.Ordinal);
    }

    private string Found(string folder, string libraries, string version, string place)
    {
        return $"tensorrt={_sandbox.At(folder)}\nlib={_sandbox.At(folder)}/{libraries}\nversion={version}\nfrom={place}\ncuda=12.4\n";
    }
}
