using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Replay;

public sealed class PowerTraceTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(_file);
    }

    [Fact]
    public void What_other_programs_write_is_read()
    {
        PowerTrace trace = Read("\uFEFF\"t_ns\" , \"Watts\",note\r\n\r\n 0 , 1.5e1,x\r\n1e9,-0.25\n2000000000.0, NaN ,\n3000000000,\n4000000000\n5000000000,inf\n\n6000000000,+2,y\n");

        Assert.Equal([0, 1e9, 2e9, 3e9, 4e9, 5e9, 6e9], trace.Series.TimesNs.Select(static time => (double)time));
        Assert.Equal([15, -0.25, double.NaN, double.NaN, double.NaN, double.NaN, 2], trace.Series.Values);
        Assert.Equal((ChannelKind.InstantaneousPower, "W"), (trace.Channel.Kind, trace.Channel.Unit));
        Assert.Equal(new EnergyWindow(0, 6_000_000_000), trace.Extent);
    }

    [Theory]
    [InlineData("energy_uj", "uJ")]
    [InlineData("energy_mj", "mJ")]
    public void A_counter_keeps_its_whole_numbers(string column, string unit)
    {
        PowerTrace trace = Read($"{column},t_ns\n262143328850,4611686018427387904\n5000000.0,4611686018427387905\n,4611686018427387906\n");

        Assert.Equal([1L << 62, (1L << 62) + 1, (1L << 62) + 2], trace.Series.TimesNs);
        Assert.Equal([262143328850, 5_000_000, double.NaN], trace.Series.Values);
        Assert.Equal((ChannelKind.EnergyCounter, unit), (trace.Channel.Kind, trace.Channel.Unit));
    }

    [Fact]
    public void A_counter_beyond_2_to_the_53_keeps_its_differences()
    {
        Assert.Equal([0, 1, 3], Read("t_ns,energy_uj\n0,9223372036854775800\n1,9223372036854775801\n2,9223372036854775803\n").Series.Values);
    }

    [Theory]
    [InlineData("t_ns,watts\n0,1\n5,abc\n", "line 3: watts 'abc' is no number")]
    [InlineData("t_ns,watts\n\n0,1,2\n", "line 3: 3 fields, but the header has 2")]
    [InlineData("t_ns,watts\n0.5,1\n", "line 2: t_ns '0.5' is no whole number of nanoseconds")]
    [InlineData("t_ns,watts\n,1\n", "line 2: t_ns '' is no whole number of nanoseconds")]
    [InlineData("t_ns,watts\n9223372036854775808,1\n", "line 2: t_ns '9223372036854775808' is no whole number of nanoseconds")]
    [InlineData("t_ns,energy_uj\n0,1\n1,[N/A]\n", "line 3: energy_uj '[N/A]' is no number")]
    [InlineData("0,1\n1,2\n", "line 1: the header must be t_ns,watts or")]
    [InlineData("t_ns,watts,energy_mj\n0,1,2\n", "line 1: the header must be")]
    [InlineData("t_ns;watts\n0;1\n", "line 1: the header must be")]
    [InlineData("", "line 1: the header must be")]
    public void What_is_no_trace_is_refused_with_its_line(string text, string message)
    {
        PowerSourceException refused = Assert.Throws<PowerSourceException>(() => Read(text));

        Assert.Contains($"{_file} {message}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void What_cannot_be_opened_says_why()
    {
        Assert.Contains("there is no such file", Assert.Throws<PowerSourceException>(() => PowerTrace.Load(_file + ".none")).Message, StringComparison.Ordinal);
        Assert.Contains("it is a folder", Assert.Throws<PowerSourceException>(() => PowerTrace.Load(Path.GetTempPath())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_alone_is_a_trace_without_readings()
    {
        PowerTrace trace = Read("t_ns,watts\n");

        Assert.Null(trace.Extent);
        Assert.Equal([EnergyFlags.NoSamples], trace.Integrate([new EnergyWindow(0, 5)], new EnergyPolicy()).Flags);
    }

    private PowerTrace Read(string text)
    {
        File.WriteAllText(_file, text);
        return PowerTrace.Load(_file);
    }
}
