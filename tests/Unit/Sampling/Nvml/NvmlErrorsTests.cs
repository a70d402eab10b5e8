using InferenceBench.Sampling.Nvml;
using InferenceBench.Sampling.Nvml.Native;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Nvml;

public sealed class NvmlErrorsTests
{
    // As driver 535's own nvmlErrorString says them.
    [Theory]
    [InlineData(0, "Success")]
    [InlineData(1, "Uninitialized")]
    [InlineData(2, "Invalid Argument")]
    [InlineData(3, "Not Supported")]
    [InlineData(4, "Insufficient Permissions")]
    [InlineData(6, "Not Found")]
    [InlineData(7, "Insufficient Size")]
    [InlineData(9, "Driver Not Loaded")]
    [InlineData(10, "Timeout")]
    [InlineData(12, "NVML Shared Library Not Found")]
    [InlineData(13, "Function Not Found")]
    [InlineData(15, "GPU is lost")]
    [InlineData(16, "GPU requires reset")]
    [InlineData(17, "GPU access blocked by the operating system")]
    [InlineData(18, "Driver/library version mismatch")]
    [InlineData(20, "Insufficient Memory")]
    [InlineData(21, "No data")]
    [InlineData(25, "Argument version mismatch")]
    [InlineData(26, "Requested functionality has been deprecated")]
    [InlineData(27, "System is not in ready state")]
    [InlineData(28, "GPU Not Found")]
    [InlineData(999, "Unknown Error")]
    [InlineData(77, "error 77")]
    public void Every_code_has_words_without_the_library(int code, string text)
    {
        Assert.Equal(text, NvmlErrorText.Of((NvmlReturn)code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(18)]
    public void Codes_of_a_device_that_is_gone_are_final(int code)
    {
        Assert.True(NvmlErrors.IsLost((NvmlReturn)code));
        Assert.False(NvmlErrors.IsTransient((NvmlReturn)code));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(27)]
    [InlineData(999)]
    public void Codes_of_a_moment_are_not_final(int code)
    {
        Assert.False(NvmlErrors.IsLost((NvmlReturn)code));
        Assert.True(NvmlErrors.IsTransient((NvmlReturn)code));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(21)]
    public void Codes_of_a_missing_capability_are_neither(int code)
    {
        Assert.False(NvmlErrors.IsLost((NvmlReturn)code));
        Assert.False(NvmlErrors.IsTransient((NvmlReturn)code));
    }
}
