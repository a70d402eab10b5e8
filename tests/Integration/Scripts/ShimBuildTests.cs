using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

public sealed class ShimBuildTests : IDisposable
{
    private readonly ShimSandbox _sandbox = new("torch");

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Without_a_libtorch_the_reason_and_the_remedy_are_written_and_the_build_goes_on()
    {
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("not built: no libtorch found", facts["reason"]);
        Assert.Contains("apt-get install libtorch-dev libopenblas0 libopenblas0-openmp", facts["remedy"], StringComparison.Ordinal);
        Assert.Equal(1, (await _sandbox.FindAsync()).ExitCode);
        Assert.Empty(_sandbox.Builds);
    }

    [Fact]
    public async Task A_wrong_LIBTORCH_is_named_and_nothing_else_is_taken_instead()
    {
        _sandbox.WriteLibtorch("usr", "1.13.1");
        _sandbox.SetEnvironment("LIBTORCH", "/no/such/folder");
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("not built: LIBTORCH is set, but /no/such/folder holds no lib/libtorch_cpu.so", facts["reason"]);
        Assert.Contains("unset it", facts["remedy"], StringComparison.Ordinal);
        Assert.Empty(_sandbox.Builds);
    }

    [Theory]
    [InlineData("usr", "lib/x86_64-linux-gnu", "apt")]
    [InlineData("usr", "lib/aarch64-linux-gnu", "apt")]
    [InlineData("home/.local/lib/python3.11/site-packages/torch", "lib", "wheel")]
    [InlineData("usr/local/lib/python3.10/dist-packages/torch", "lib", "wheel")]
    [InlineData("usr/lib/python3/dist-packages/torch", "lib", "wheel")]
    public async Task It_is_found_where_it_is_usually_installed(string folder, string libraries, string place)
    {
        _sandbox.WriteLibtorch(folder, "2.4.0", libraries);

        Assert.Equal(Found(folder, libraries, "2.4.0", place), (await _sandbox.FindAsync()).Output);
    }

    [Fact]
    public async Task LIBTORCH_comes_before_the_bundle_before_apt_before_a_wheel()
    {
        const string wheel = "home/.local/lib/python3.11/site-packages/torch";
        string[] beside = ["--beside", _sandbox.At("app")];
        _sandbox.WriteLibtorch(wheel, "2.1.0");
        Assert.Equal(Found(wheel, "lib", "2.1.0", "wheel"), (await _sandbox.FindAsync(beside)).Output);
        _sandbox.WriteLibtorch("usr", "1.13.1", "lib/x86_64-linux-gnu");
        Assert.Equal(Found("usr", "lib/x86_64-linux-gnu", "1.13.1", "apt"), (await _sandbox.FindAsync(beside)).Output);
        _sandbox.WriteLibtorch("app/libtorch", "2.2.0");
        Assert.Equal(Found("app/libtorch", "lib", "2.2.0", "bundle"), (await _sandbox.FindAsync(beside)).Output);
        _sandbox.WriteLibtorch("chosen", "2.7.1");
        _sandbox.SetEnvironment("LIBTORCH", _sandbox.At("chosen"));
        Assert.Equal(Found("chosen", "lib", "2.7.1", "LIBTORCH"), (await _sandbox.FindAsync(beside)).Output);
    }

    [Fact]
    public async Task An_active_virtual_environment_comes_before_the_users_own_packages()
    {
        _sandbox.WriteLibtorch("home/.local/lib/python3.11/site-packages/torch", "2.1.0");
        _sandbox.WriteLibtorch("venv/lib/python3.12/site-packages/torch", "2.6.0");
        _sandbox.SetEnvironment("VIRTUAL_ENV", _sandbox.At("venv"));

        Assert.Contains("version=2.6.0\n", (await _sandbox.FindAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Libraries_without_headers_are_passed_over_with_a_note()
    {
        _sandbox.WriteLibtorch("home/.local/lib/python3.11/site-packages/torch", "2.1.0", hasHeaders: false);

        Assert.Contains("torch holds libraries and no headers", (await _sandbox.FindAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Natives_of_TorchSharp_are_passed_over_with_a_note()
    {
        _sandbox.Write("home/.nuget/packages/libtorch-cpu-linux-x64/2.7.1/runtimes/linux-x64/native/libtorch_cpu.so", "");

        Assert.Contains("2.7.1/runtimes/linux-x64/native has no headers\n", (await _sandbox.FindAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_is_described_and_built_once()
    {
        _sandbox.WriteLibtorch("usr", "2.7.1");
        var (run, facts) = await _sandbox.BuildAsync();
        var (second, sameFacts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["libtorch", "lib", "include", "version", "from", "cxx11_abi", "cuda", "key"], facts.Keys);
        Assert.Equal(_sandbox.At("usr"), facts["libtorch"]);
        Assert.Equal(("2.7.1", "0", "1"), (facts["version"], facts["cxx11_abi"], facts["cuda"]));
        Assert.Equal((0, "", ""), (second.ExitCode, second.Output, second.Error));
        Assert.Equal(facts, sameFacts);
        Assert.Single(_sandbox.Builds);
        Assert.Equal(["build-torch.log", "build.lock", "inferencebench_torch.txt", "libinferencebench_torch.so"], Directory.GetFileSystemEntries(_sandbox.At("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Another_library_another_choice_and_a_deleted_result_are_built()
    {
        _sandbox.WriteLibtorch("usr", "2.7.1");
        await _sandbox.BuildAsync();
        _sandbox.Write("usr/lib/libc10.so", "an update");
        await _sandbox.BuildAsync();
        File.Delete(_sandbox.Library);
        await _sandbox.BuildAsync();
        _sandbox.WriteLibtorch("chosen", "2.7.1");
        _sandbox.SetEnvironment("LIBTORCH", _sandbox.At("chosen"));
        await _sandbox.BuildAsync();

        Assert.Equal(4, _sandbox.Builds.Length);
        Assert.Contains($"-DINFB_LIBTORCH={_sandbox.At("chosen")} ", _sandbox.Builds[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_libtorch_that_was_removed_leaves_no_library_of_before()
    {
        _sandbox.WriteLibtorch("usr", "2.7.1");
        await _sandbox.BuildAsync();
        Assert.True(File.Exists(_sandbox.Library));
        Directory.Delete(_sandbox.At("usr"), recursive: true);
        var (_, facts) = await _sandbox.BuildAsync();

        Assert.Equal("not built: no libtorch found", facts["reason"]);
        Assert.False(File.Exists(_sandbox.Library));
    }

    [Fact]
    public async Task A_compile_error_ends_with_1_and_the_compilers_first_line_and_is_tried_again_later()
    {
        _sandbox.WriteLibtorch("usr", "2.7.1");
        _sandbox.Write("broken", "[ 12%] Building CXX\nrun.cpp:7:9: error: no such thing\nrun.cpp:8:9: error: another\n");
        var (run, facts) = await _sandbox.BuildAsync();
        var (again, _) = await _sandbox.BuildAsync();

        Assert.Equal((1, 1), (run.ExitCode, again.ExitCode));
        Assert.EndsWith(": run.cpp:7:9: error: no such thing", facts["reason"], StringComparison.Ordinal);
        Assert.Contains(_sandbox.At("out/build-torch.log"), facts["remedy"], StringComparison.Ordinal);
        Assert.Contains("error: no such thing", again.Error, StringComparison.Ordinal);
        Assert.Single(_sandbox.Builds);

        File.Delete(_sandbox.At("broken"));
        File.SetLastWriteTimeUtc(_sandbox.At("out/inferencebench_torch.txt"), DateTime.UtcNow.AddHours(-1));
        Assert.Equal(0, (await _sandbox.BuildAsync()).Run.ExitCode);
        Assert.True(File.Exists(_sandbox.Library));
    }

    [Theory]
    [InlineData("cmake")]
    [InlineData("g++")]
    [InlineData("make")]
    public async Task A_missing_tool_is_named(string tool)
    {
        _sandbox.WriteLibtorch("usr", "2.7.1");
        File.Delete(_sandbox.At("tools/" + tool));
        var (run, facts) = await _sandbox.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"not built: {tool} is missing", facts["reason"]);
        Assert.Contains("apt-get install", facts["remedy"], StringComparison.Ordinal);
    }

    private string Found(string folder, string libraries, string version, string place)
    {
        return $"libtorch={_sandbox.At(folder)}\nlib={_sandbox.At(folder)}/{libraries}\nversion={version}\nfrom={place}\n";
    }
}
