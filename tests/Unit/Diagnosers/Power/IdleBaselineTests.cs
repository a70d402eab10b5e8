using InferenceBench.Diagnosers.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

public sealed class IdleBaselineTests
{
    private readonly IdleBaseline _idle = new();

    [Fact]
    public void Nothing_measured_is_nothing_known()
    {
        Assert.Null(_idle.At(0, "package", 5));
        Assert.False(_idle.HasDrifted);
    }

    [Fact]
    public void As_long_as_only_the_one_before_is_known_it_holds()
    {
        Add(isAfter: false, 0, 10, watts: 8, uncertainty: 0.1);

        Assert.Equal(new IdlePower(8, 0.1, false), _idle.At(0, "package", 1_000_000));
        Assert.Null(_idle.At(1, "package", 5));
    }

    [Fact]
    public void Between_before_and_after_it_is_linear_in_time()
    {
        Add(isAfter: false, 0, 10, watts: 8, uncertainty: 0.3);
        Add(isAfter: true, 100, 110, watts: 8.1, uncertainty: 0.4);

        IdlePower middle = _idle.At(0, "package", 55)!.Value;
        Assert.Equal(8.05, middle.Watts, 12);
        Assert.Equal(0.25, middle.StandardUncertaintyWatts, 12);
        Assert.False(middle.HasDrifted);
        Assert.Equal(8.025, _idle.At(0, "package", 30)!.Value.Watts, 12);
        Assert.Equal(8, _idle.At(0, "package", -50)!.Value.Watts, 12);
        Assert.Equal(8.1, _idle.At(0, "package", 500)!.Value.Watts, 12);
    }

    [Theory]
    [InlineData(8.15, false)]
    [InlineData(8.17, true)]
    [InlineData(7.83, true)]
    public void More_than_two_per_cent_is_drift(double after, bool hasDrifted)
    {
        Add(isAfter: false, 0, 10, watts: 8);
        Add(isAfter: true, 100, 110, after);

        Assert.Equal(hasDrifted, _idle.HasDrifted);
        Assert.Equal(hasDrifted, _idle.At(0, "package", 50)!.Value.HasDrifted);
    }

    [Fact]
    public void A_second_measurement_after_lessens_the_uncertainty_and_does_not_hide_the_drift()
    {
        Add(isAfter: false, 0, 10, watts: 8);
        Add(isAfter: true, 100, 110, watts: 9, uncertainty: 0.3);
        Add(isAfter: true, 110, 120, watts: 8, uncertainty: 0.4);

        IdlePower after = _idle.At(0, "package", 110)!.Value;

        Assert.Equal(8.5, after.Watts, 12);
        Assert.Equal(0.25, after.StandardUncertaintyWatts, 12);
        Assert.True(after.HasDrifted);
    }

    [Fact]
    public void A_net_energy_rests_on_the_idle_power_of_its_own_route()
    {
        _idle.Add([new IdleMeasurement(0, "nvml", "counter", false, new(0, 10), 18, 0), new IdleMeasurement(0, "nvml", "power", false, new(0, 10), 20, 0)]);

        Assert.Equal(18, _idle.At(0, "counter", 50)!.Value.Watts);
        Assert.Equal(20, _idle.At(0, "power", 50)!.Value.Watts);
        Assert.Equal(18, _idle.At(0, "neither", 50)!.Value.Watts);
    }

    private void Add(bool isAfter, long from, long to, double watts, double uncertainty = 0)
    {
        _idle.Add([new IdleMeasurement(0, "rapl", "package", isAfter, new(from, to), watts, uncertainty)]);
    }
}
