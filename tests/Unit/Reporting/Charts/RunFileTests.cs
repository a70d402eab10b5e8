using InferenceBench.Reporting.Charts.Inputs;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class RunFileTests
{
    [Fact]
    public void A_file_below_the_folder_is_found()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run/samples"]);
        File.WriteAllText(folder["run/samples/a.trace"], "x");

        Assert.Equal(folder["run/samples/a.trace"], RunFile.Locate(folder["run"], "samples/a.trace", 10));
        Assert.Null(RunFile.Locate(folder["run"], "samples/a.trace", 0));
        Assert.Null(RunFile.Locate(folder["run"], "samples/b.trace", 10));
        Assert.Null(RunFile.Locate(folder["run"], "samples", 10));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("samples/../../secret")]
    [InlineData("..\\secret")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\secret")]
    [InlineData("")]
    [InlineData("samples//a")]
    [InlineData("samples/\0a")]
    public void Names_that_leave_the_folder_are_refused(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run/samples"]);
        File.WriteAllText(folder["secret"], "x");

        Assert.Null(RunFile.Locate(folder["run"], name, 10));
    }

    [Fact]
    public void Links_are_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "creating links needs rights on other systems");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"]);
        Directory.CreateDirectory(folder["elsewhere"]);
        File.WriteAllText(folder["elsewhere/secret"], "x");
        File.CreateSymbolicLink(folder["run/file"], folder["elsewhere/secret"]);
        Directory.CreateSymbolicLink(folder["run/samples"], folder["elsewhere"]);

        Assert.Null(RunFile.Locate(folder["run"], "file", 10));
        Assert.Null(RunFile.Locate(folder["run"], "samples/secret", 10));
    }
}
