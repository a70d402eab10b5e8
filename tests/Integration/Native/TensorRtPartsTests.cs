using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Native;

/// <summary>The parts of the TensorRT shim that need no TensorRT, compiled with a stand-in of its header and run once per test process.</summary>
public sealed class TensorRtPartsTests
{
    private static readonly string[] s_sources = ["error.cpp", "files.cpp", "logger.cpp", "tensor_types.cpp"];
    private static readonly Lazy<IReadOnlyDictionary<string, ShimStep>> s_steps = new(Run);
    private static string[] s_filesLeft = [];

    [Theory]
    [InlineData("lines", "Error in line two")]
    [InlineData("long", "1003")]
    [InlineData("shape", "1x3x224x224 scalar")]
    [InlineData("bytes", "24 12 0 1")]
    [InlineData("type", "16 7")]
    [InlineData("versions", "8.6.1 10.13.3")]
    [InlineData("forgotten", "''")]
    [InlineData("own-thread", "theirs ''")]
    [InlineData("after", "")]
    [InlineData("no-file", "0")]
    [InlineData("file", "3")]
    public void It_gives(string step, string text)
    {
        Assert.Equal(new ShimStep(ShimStep.Ok, text), Step(step));
    }

    [Theory]
    [InlineData("memory", ShimStep.OutOfMemory, "no room")]
    [InlineData("plain", ShimStep.Failed, "no way")]
    [InlineData("null", ShimStep.BadArgument, "plan is NULL")]
    [InlineData("not-an-exception", ShimStep.Failed, "something was thrown that is no std::exception")]
    [InlineData("overflow", ShimStep.BadArgument, "x of shape 1099511627776x1099511627776 is larger than any memory")]
    [InlineData("negative", ShimStep.BadArgument, "the shape 1x-1 of x has a negative dimension")]
    [InlineData("rank", ShimStep.BadArgument, "x has 9 dimensions; 0 to 8 are possible")]
    [InlineData("no-type", ShimStep.Unsupported, "x is of nvinfer1::DataType 6, for which there are no buffers here")]
    [InlineData("errors", ShimStep.Failed, "the build failed: Error Code 4: Internal Error (no way); of a worker")]
    [InlineData("out-of-memory", ShimStep.OutOfMemory, "the build failed: Error Code 2: OutOfMemory (Requested size was 7 bytes.)")]
    [InlineData("nothing-said", ShimStep.Failed, "the build failed: TensorRT gives no reason")]
    public void It_refuses(string step, int status, string text)
    {
        Assert.Equal(new ShimStep(status, text), Step(step));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_with_the_systems_reason()
    {
        ShimStep step = Step("no-folder");

        Assert.Equal(ShimStep.Failed, step.Status);
        Assert.Matches("^cannot write .*/no/cache: No such file or directory$", step.Text);
    }

    [Fact]
    public void Nothing_is_left_beside_a_file_that_was_written()
    {
        _ = s_steps.Value;

        Assert.Equal(["cache"], s_filesLeft);
    }

    private static ShimStep Step(string name)
    {
        return s_steps.Value[name];
    }

    private static Dictionary<string, ShimStep> Run()
    {
        string folder = Directory.CreateTempSubdirectory("inferencebench-parts-").FullName;
        string shim = Path.Combine(SourceTree.Root, "frameworks/native/tensorrt"), here = Path.Combine(SourceTree.Root, "tests/Integration/Native");
        try
        {
            string program = Path.Combine(folder, "parts");
            string[] sources = [Path.Combine(here, "tensorrt_parts.cpp"), .. s_sources.Select(name => Path.Combine(shim, name))];
            (int exitCode, string output) = Start(
                "g++", ["-std=c++17", "-Wall", "-Wextra", "-Werror", "-pthread", "-isystem", Path.Combine(here, "tensorrt"), "-I", shim, .. sources, "-o", program]);
            Assert.True(exitCode == 0, output);
            string files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
            (exitCode, output) = Start(program, [files]);
            Assert.True(exitCode == 0, $"the program ended with {exitCode} after: {output}");
            s_filesLeft = [.. Directory.EnumerateFileSystemEntries(files).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split('\t'))
                .ToDictionary(static fields => fields[0], static fields => new ShimStep(int.Parse(fields[1], CultureInfo.InvariantCulture), fields[2]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int ExitCode, string Output) Start(string file, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"no C++ compiler: {file} (Debian: g++) is not installed");
            throw;
        }
    }
}
