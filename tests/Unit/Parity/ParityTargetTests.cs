using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ParityTargetTests
{
    private static readonly ProviderDescriptor s_cpu = new("cpu", DeviceKind.Cpu);
    private static readonly ProviderDescriptor s_cuda = new("cuda", DeviceKind.Cuda);

    [Fact]
    public void Outputs_are_compared_on_the_CPU_unless_the_user_names_a_device()
    {
        ParityTarget target = Assert.Single(Of([s_cuda, s_cpu], FrameworkProbe.Unavailable("not here")));

        Assert.Equal(("cpu", Device.Cpu, "not here"), (target.Provider, target.Device, target.SkipReason));
    }

    [Fact]
    public void An_engine_of_GPUs_alone_is_compared_on_the_first_and_tells_why_it_is_not_here()
    {
        ParityTarget target = Assert.Single(Of([s_cuda], FrameworkProbe.Unavailable("not built: no headers")));

        Assert.Equal(("cuda", Device.Cuda(0), "not built: no headers"), (target.Provider, target.Device, target.SkipReason));
    }

    [Fact]
    public void A_device_that_no_provider_runs_on_is_named()
    {
        ParityTarget target = Assert.Single(Of([s_cuda], FrameworkProbe.Unavailable("not built"), Device.Cpu));

        Assert.Equal("engine has no provider for cpu; it has cuda", target.SkipReason);
    }

    private static IReadOnlyList<ParityTarget> Of(ProviderDescriptor[] providers, FrameworkProbe probe, params Device[] devices)
    {
        return ParityTarget.Of(new FrameworkDescriptor("engine", providers, ["default"], []), probe, new RunOptions { Devices = devices });
    }
}
