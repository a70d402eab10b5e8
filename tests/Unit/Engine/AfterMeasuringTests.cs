using InferenceBench.Contracts;
using InferenceBench.Engine;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Engine;

public sealed class AfterMeasuringTests
{
    [Fact]
    public void Device_times_are_medians_of_runs_of_their_own_and_what_is_missing_is_null()
    {
        var session = new TimedSession(static run => new DeviceTimes(double.NaN, run % 2 == 0 ? 1 : 3, 0.25, run));

        DeviceLatency? times = AfterMeasuring.TimeDevice(session);

        Assert.Equal(new DeviceLatency(null, 1, 0.25, 32, 64), times);
        Assert.Equal(64, session.Runs);
    }

    [Fact]
    public void A_session_without_a_device_is_not_run_again()
    {
        var session = new TimedSession(static _ => null);

        Assert.Null(AfterMeasuring.TimeDevice(session));
        Assert.Equal(0, session.Runs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("3 layers")]
    public void A_profile_is_told_when_it_was_asked_for(string? text)
    {
        Assert.Equal(text, AfterMeasuring.WriteProfile(new TimedSession(static _ => null) { Profile = () => text }));
    }

    [Fact]
    public void A_profile_that_fails_costs_nothing_else()
    {
        Assert.Equal("not written: disk full", AfterMeasuring.WriteProfile(new TimedSession(static _ => null) { Profile = static () => throw new IOException("disk full") }));
    }

    private sealed class TimedSession(Func<int, DeviceTimes?> times) : IInferenceSession, IDeviceTimedSession, IProfiledSession
    {
        public int Runs { get; private set; }

        public Func<string?> Profile { get; init; } = static () => null;

        public DeviceTimes? LastDeviceTimes => times(Runs);

        public IReadOnlyList<TensorSpec> Inputs => [];

        public IReadOnlyList<TensorSpec> Outputs => [];

        public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

        public string? WriteProfile()
        {
            return Profile();
        }

        public void SetInput(int index, ReadOnlySpan<byte> data)
        {
        }

        public void Run()
        {
            Runs++;
        }

        public ReadOnlySpan<byte> GetOutput(int index)
        {
            return [];
        }

        public void Dispose()
        {
        }
    }
}
