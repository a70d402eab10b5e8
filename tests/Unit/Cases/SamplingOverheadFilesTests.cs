using InferenceBench.Cases;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class SamplingOverheadFilesTests
{
    [Fact]
    public void It_reads_twelve_files_without_allocating_and_claims_no_power()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has these files");
        using var source = new SamplingOverheadFiles();
        double[] values = new double[source.Channels.Count];
        source.Read(values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            source.Read(values);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(6, values.Length);
        Assert.All(values, static value => Assert.True(value >= 0));
        Assert.Empty(source.Routes);
        Assert.NotNull(source.NoEnergyReason);
    }
}
