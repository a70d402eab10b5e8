using System.Text.Json;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Replay;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Energy;

/// <summary>Every trace and window of <c>Data/power/traces/expected.json</c>, whose energies are known in closed form.</summary>
public sealed class FixtureTraceTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Data", "power", "traces");

    public static TheoryData<string, int> Windows()
    {
        var data = new TheoryData<string, int>();
        foreach (JsonProperty trace in Traces().EnumerateObject())
        {
            for (int window = 0; window < trace.Value.GetProperty("windows").GetArrayLength(); window++)
            {
                data.Add(trace.Name, window);
            }
        }

        return data;
    }

    [Fact]
    public void There_are_all_of_them()
    {
        Assert.Equal(31, Windows().Count);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_window_has_the_expected_energy(string trace, int window)
    {
        JsonElement expected = Traces().GetProperty(trace);
        JsonElement row = expected.GetProperty("windows")[window];
        EnergyResult energy = Integrate(expected, row);

        if (Number(row, "energy_j") is not { } joules)
        {
            Assert.Null(energy.Joules);
            Assert.Null(energy.UncertaintyJoules);
            Assert.Null(energy.MeanWatts);
        }
        else
        {
            double tolerance = Number(row, "max_abs_error_j") ?? Math.Max(Math.Abs(joules) * Number(expected, "rel_tol")!.Value, Number(expected, "abs_tol") ?? 0);
            Assert.InRange(energy.Joules!.Value, joules - tolerance, joules + tolerance);
            Assert.Equal(energy.Joules.Value / energy.Seconds, energy.MeanWatts!.Value, 1e-12 * Math.Abs(energy.MeanWatts.Value));
        }

        // The answers do not tell that a window lies between two readings.
        string?[] flags = row.TryGetProperty("flags", out JsonElement stated) ? [.. stated.EnumerateArray().Select(static flag => flag.GetString())] : [];
        Assert.Equal(flags, energy.Flags.Where(static flag => flag != EnergyFlags.NoSamplesInside));

        Same(row, "duration_s", energy.Seconds);
        Same(row, "coverage", energy.Coverage);
        Same(row, "observed_energy_j", energy.ObservedJoules);
        Same(row, "invalid_samples", energy.InvalidSamples);
        Same(row, "samples_used", energy.Samples);
        Same(row, "samples_in_window", energy.Samples);
        Same(row, "wraps", energy.Wraps);
    }

    [Fact]
    public void The_gap_of_two_seconds_is_bounded_by_the_extremes_of_the_readings()
    {
        JsonElement expected = Traces().GetProperty("04_gap");

        EnergyResult energy = Integrate(expected, expected.GetProperty("windows")[0]);

        Assert.Equal((360.0, 420.0), energy.BoundsJoules);
        Assert.Equal(2 * 30 / Math.Sqrt(3), energy.UncertaintyJoules!.Value, 1e-9);
    }

    [Fact]
    public void A_quantised_counter_is_exact_where_differences_of_its_readings_are_off_by_a_tenth()
    {
        JsonElement expected = Traces().GetProperty("12_counter_quantized");

        foreach (JsonElement row in expected.GetProperty("windows").EnumerateArray())
        {
            double truth = Number(row, "energy_j")!.Value;
            Assert.Equal(truth, Integrate(expected, row).Joules!.Value, 1e-9 * truth);
        }
    }

    private static EnergyResult Integrate(JsonElement trace, JsonElement row)
    {
        var file = PowerTrace.Load(Path.Combine(s_folder, trace.GetProperty("file").GetString()!));
        var window = new EnergyWindow(row.GetProperty("start_ns").GetInt64(), row.GetProperty("end_ns").GetInt64());
        return file.Integrate([window], new EnergyPolicy { CounterRange = Number(trace, "max_energy_range_uj") });
    }

    private static void Same(JsonElement row, string name, double? actual)
    {
        if (Number(row, name) is { } expected)
        {
            Assert.Equal(expected, actual!.Value, 1e-12 * Math.Abs(expected));
        }
    }

    private static double? Number(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    private static JsonElement Traces()
    {
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "expected.json"))).RootElement.GetProperty("traces");
    }
}
