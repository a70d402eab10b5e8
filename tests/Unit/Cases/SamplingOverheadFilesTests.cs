using InferenceBench.Cases;
using InferenceBench.Tests.Unit.Sampling;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class SamplingOverheadFilesTests
{
    [Fact]
    public void It_reads_six_files_without_allocating_and_claims_no_power()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has these files");
        using var source = new SamplingOverheadFiles();
        double[] values = new double[source.Channels.Count];
        source.Read(values);

        Assert.Equal(0, Allocation.LeastOf(100, () => source.Read(values)));
        Assert.Equal(6, values.Length);
        Assert.All(values, static value => Assert.True(value >= 0));
        Assert.Empty(source.Routes);
        Assert.NotNull(source.NoEnergyReason);
    }
}
