using InferenceBench.Children;
using Xunit;

namespace InferenceBench.Tests.Unit.Children;

public sealed class ErrorTailTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("first\nlast\n\n  \n", "last")]
    [InlineData("Unhandled exception. System.Exception: why\n   at Program.Main()\n   --- End of stack trace ---\n", "Unhandled exception. System.Exception: why")]
    public async Task The_last_line_is_the_message_not_the_stack_trace(string written, string? expected)
    {
        Assert.Equal(expected, await new ErrorTail(new StringReader(written)).GetAsync(TimeSpan.FromSeconds(10)));
    }
}
