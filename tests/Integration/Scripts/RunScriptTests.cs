using System.Globalization;
using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

public sealed class RunScriptTests : IDisposable
{
    private readonly ScriptSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task An_unchanged_tree_is_built_once()
    {
        Assert.Equal(0, (await _sandbox.RunAsync()).ExitCode);
        ScriptProcess second = await _sandbox.RunAsync();

        Assert.Equal(0, second.ExitCode);
        Assert.Equal("", second.Error);
        Assert.Equal(1, _sandbox.Builds);
    }

    [Theory]
    [InlineData("benchmarks/Program.cs")]
    [InlineData("frameworks/A/New.cs")]
    [InlineData("diagnosers/B/B.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Packages.props")]
    [InlineData("nuget.config")]
    public async Task A_written_file_is_built(string path)
    {
        await _sandbox.RunAsync();
        _sandbox.Write(path, "<changed />");
        await _sandbox.RunAsync();

        Assert.Equal(2, _sandbox.Builds);
    }

    [Fact]
    public async Task An_older_version_of_a_file_is_built()
    {
        await _sandbox.RunAsync();
        File.SetLastWriteTimeUtc(Path.Combine(_sandbox.Root, "benchmarks/Program.cs"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await _sandbox.RunAsync();

        Assert.Equal(2, _sandbox.Builds);
    }

    [Theory]
    [InlineData("frameworks/A/A.cs")]
    [InlineData("benchmarks/bin/Release/net10.0/InferenceBench")]
    public async Task A_deleted_file_is_noticed(string path)
    {
        await _sandbox.RunAsync();
        _sandbox.Delete(path);
        await _sandbox.RunAsync();

        Assert.Equal(2, _sandbox.Builds);
    }

    [Theory]
    [InlineData("ONNXRUNTIME_LIBRARY")]
    [InlineData("TENSORFLOW_LIBRARY")]
    [InlineData("LIBTORCH")]
    [InlineData("TENSORRT")]
    [InlineData("INFERENCEBENCH_GPU")]
    public async Task Another_choice_of_library_is_built(string variable)
    {
        await _sandbox.RunAsync();
        _sandbox.SetEnvironment(variable, "1");
        await _sandbox.RunAsync();

        Assert.Equal(2, _sandbox.Builds);
    }

    [Theory]
    [InlineData("benchmarks/bin/Release/net10.0/cache.bin")]
    [InlineData("frameworks/A/obj/A.cache")]
    [InlineData("results/machine/report.json")]
    [InlineData("tests/Unit/C.cs")]
    public async Task What_the_program_does_not_depend_on_is_not_built(string path)
    {
        await _sandbox.RunAsync();
        _sandbox.Write(path, "changed");
        await _sandbox.RunAsync();

        Assert.Equal(1, _sandbox.Builds);
    }

    [Fact]
    public async Task A_failed_build_shows_its_errors_once_and_is_tried_again()
    {
        _sandbox.Write("broken", "");
        ScriptProcess failed = await _sandbox.RunAsync("doctor", "--json");

        Assert.Equal(2, failed.ExitCode);
        Assert.Equal("", failed.Output);
        Assert.Equal(2, failed.Error.Split("error CS1002: ; expected").Length);
        Assert.DoesNotContain("Restored", failed.Error, StringComparison.Ordinal);

        _sandbox.Delete("broken");
        Assert.Equal(0, (await _sandbox.RunAsync("doctor", "--json")).ExitCode);
    }

    [Fact]
    public async Task An_engine_that_could_not_be_fetched_is_named_and_tried_again_later()
    {
        _sandbox.Write("notice", "a.targets(1,1): warning INFB006: ONNX Runtime is left out: no answer [a.csproj]\n");
        ScriptProcess first = await _sandbox.RunAsync();
        await _sandbox.RunAsync();

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("run.sh: warning INFB006: ONNX Runtime is left out: no answer\n", first.Error, StringComparison.Ordinal);
        Assert.Equal(1, _sandbox.Builds);

        File.SetLastWriteTimeUtc(Path.Combine(_sandbox.Root, "benchmarks/obj/app.stamp"), DateTime.UtcNow.AddHours(-1));
        await _sandbox.RunAsync();
        Assert.Equal(2, _sandbox.Builds);
    }

    [Fact]
    public async Task Only_the_program_writes_to_standard_output_and_gets_the_arguments_as_they_are()
    {
        _sandbox.Write("programs/InferenceBench", "#!/bin/bash\nprintf '[%s]' \"$PWD\" \"$@\"\nexit 7\n");
        ScriptProcess run = await _sandbox.RunAsync("--filter", "*Resnet*", "a b", "");

        Assert.Equal(7, run.ExitCode);
        Assert.Equal($"[{Path.GetTempPath().TrimEnd('/')}][--filter][*Resnet*][a b][]", run.Output);
    }

    // Ctrl-C and kill must reach the suite itself, not a shell that waits for it.
    [Fact]
    public async Task The_program_takes_the_place_of_the_script()
    {
        _sandbox.Write("programs/InferenceBench", "#!/bin/bash\necho $$\n");
        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal(run.Id.ToString(CultureInfo.InvariantCulture), run.Output.Trim());
    }

    [Theory]
    [InlineData("bundle")]
    [InlineData("bundle", "--out")]
    [InlineData("bundle", "--out", "x", "--rid", "win-x64")]
    [InlineData("bundle", "--output", "x")]
    public async Task Bad_arguments_of_bundle_end_with_2_and_one_line(params string[] arguments)
    {
        ScriptProcess run = await _sandbox.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_folder_that_is_no_bundle_is_not_replaced()
    {
        _sandbox.Write("out/linux-x64/precious.txt", "mine");
        ScriptProcess run = await _sandbox.RunAsync("bundle", "--out", Path.Combine(_sandbox.Root, "out"), "--rid", "linux-x64");

        Assert.Equal(2, run.ExitCode);
        Assert.True(File.Exists(Path.Combine(_sandbox.Root, "out/linux-x64/precious.txt")));
    }
}
