using InferenceBench.Sampling.Sources.Files;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Sources;

public sealed class KernelFileTests : IDisposable
{
    private readonly SysfsTree _tree = new();

    public void Dispose()
    {
        _tree.Dispose();
    }

    [Theory]
    [InlineData("1032\n", 1032L)]
    [InlineData("-80\n", -80L)]
    [InlineData("262143328850", 262143328850L)]
    [InlineData(" 7 \n", 7L)]
    [InlineData("512\n0\n", 512L)]
    [InlineData("", null)]
    [InlineData("\n", null)]
    [InlineData("N/A\n", null)]
    [InlineData("32760 ma\n", null)]
    [InlineData("5104 512\n", null)]
    [InlineData("1.5\n", null)]
    [InlineData("99999999999999999999\n", null)]
    public void One_number_is_the_whole_first_line(string content, long? expected)
    {
        using KernelFile file = Open(content);

        Assert.Equal(expected, file.TryRead(out long value) ? value : null);
    }

    [Theory]
    [InlineData("5104 512\n", 5104L, 512L)]
    [InlineData("5104\t-4", 5104L, -4L)]
    [InlineData("5104\n512\n", null, null)]
    [InlineData("5104 512 3\n", null, null)]
    [InlineData("5104\n", null, null)]
    [InlineData("", null, null)]
    public void Two_numbers_are_the_whole_first_line(string content, long? first, long? second)
    {
        using KernelFile file = Open(content);
        bool isRead = file.TryRead(out long one, out long two);

        Assert.Equal((first, second), isRead ? (one, two) : ((long?)null, (long?)null));
    }

    [Fact]
    public void A_file_that_is_not_there_has_a_reason()
    {
        Assert.Null(KernelFile.TryOpen(_tree["none"], out int error));
        Assert.Contains("No such file", KernelFile.Describe(error), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_read_is_an_answer()
    {
        using KernelFile? folder = KernelFile.TryOpen(_tree.Root, out _);

        Assert.False(folder!.TryRead(out _));
        Assert.Contains("Is a directory", folder.Problem, StringComparison.Ordinal);
        Assert.False(folder.IsGone);
    }

    [Fact]
    public void A_writer_may_have_the_file_for_itself_meanwhile()
    {
        using KernelFile file = Open("1\n");
        using (var writer = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            writer.Write("25"u8);
        }

        Assert.True(file.TryRead(out long value));
        Assert.Equal(25, value);
    }

    private KernelFile Open(string content)
    {
        return KernelFile.TryOpen(_tree.With("file", content)["file"], out _)!;
    }
}
