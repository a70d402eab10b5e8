using InferenceBench.Children;
using Xunit;

namespace InferenceBench.Tests.Unit.Children;

public sealed class ExitStatusTests
{
    [Theory]
    [InlineData(139, "was killed by SIGSEGV (segmentation fault)")]
    [InlineData(134, "was killed by SIGABRT (abort)")]
    [InlineData(3, "ended with exit code 3")]
    [InlineData(255, "ended with exit code 255")]
    public void Signals_have_names_and_other_codes_are_numbers(int exitCode, string text)
    {
        Assert.Equal(text, ExitStatus.Describe(exitCode));
    }
}
