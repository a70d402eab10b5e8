using InferenceBench.Reporting.Files;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_throws_in_the_middle_leaves_the_old_file_alone()
    {
        AtomicFile.WriteText(_folder["a"], "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(_folder["a"], static stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.ToString()));
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        AtomicFile.WriteText(_folder["target"], "old");
        File.CreateSymbolicLink(_folder["link"], _folder["target"]);

        AtomicFile.WriteText(_folder["link"], "new");

        Assert.Equal("new", File.ReadAllText(_folder["target"]));
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
    }

    [Theory]
    [InlineData("No space left on device : '/a/b.tmp'", "No space left on device")]
    [InlineData("Access to the path '/a' is denied.", "Access to the path '/a' is denied")]
    public void A_problem_is_told_without_the_temporary_path(string message, string expected)
    {
        Assert.Equal(expected, FileProblem.Of(new IOException(message)));
    }

    // Never tried on a device: a mistake here would replace it when the tests run as root.
    [Theory]
    [InlineData("/dev/stdout", true)]
    [InlineData("/dev/../dev/null", true)]
    [InlineData("/proc/self/fd/1", true)]
    [InlineData("/dev/shm/report.json", false)]
    [InlineData("/development/report.json", false)]
    public void Devices_are_told_from_files(string path, bool isDevice)
    {
        Assert.Equal(isDevice, AtomicFile.IsDevice(path));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
