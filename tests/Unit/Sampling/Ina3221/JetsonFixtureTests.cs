using System.Text.Json;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Ina3221;

public sealed class JetsonFixtureTests
{
    private const double ToleranceWatts = 1e-6;

    public static TheoryData<string> Boards => [.. SysfsTree.FixtureNames.Where(static name => SysfsTree.Expected(name).TryGetProperty("rails", out _))];

    [Theory]
    [MemberData(nameof(Boards))]
    public void Every_rail_and_the_total_are_exact(string board)
    {
        JsonElement expected = SysfsTree.Expected(board);
        using SysfsTree tree = SysfsTree.OfFixture(board);
        using IPowerSource source = new Ina3221Sensor().Open(new SensorQuery(tree.Root));
        Dictionary<string, double> values = source.ReadAll();

        double? total = expected.GetProperty("total_watts") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        Assert.Equal(total, values.TryGetValue("total", out double watts) && !double.IsNaN(watts) ? watts : null, (left, right) => left is null ? right is null : Math.Abs(left.Value - right!.Value) <= ToleranceWatts);
        Assert.Equal(total is null, source.NoEnergyReason is not null);
        Assert.Equal(total is null ? 0 : 1, source.Routes.Count);
        Assert.Equal(expected.GetProperty("total_rails").EnumerateArray().Select(static rail => rail.GetString()), source.TotalRails);
        Dictionary<string, double> rails = expected.GetProperty("rails").EnumerateObject().ToDictionary(static rail => rail.Name, static rail => rail.Value.GetDouble());
        Assert.All(rails, rail => Assert.Equal(rail.Value, values[rail.Key], ToleranceWatts));
        Assert.Equal(rails.Keys.Order(), values.Where(static row => row.Key != "total" && !double.IsNaN(row.Value)).Select(static row => row.Key).Order());
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void What_cannot_be_read_is_said_and_flagged(string board)
    {
        JsonElement expected = SysfsTree.Expected(board);
        using SysfsTree tree = SysfsTree.OfFixture(board);
        using IPowerSource source = new Ina3221Sensor().Open(new SensorQuery(tree.Root));
        Dictionary<string, double> values = source.ReadAll();

        string[] unavailable = [.. expected.GetProperty("unavailable").EnumerateArray().Select(static rail => rail.GetProperty("rail").GetString()).OfType<string>().Where(static rail => rail != "NC")];
        Assert.Equal(unavailable.Order(), values.Where(static row => row.Key != "total" && double.IsNaN(row.Value)).Select(static row => row.Key).Order());
        Assert.All(unavailable, rail => Assert.Contains(source.Notes.Append(source.NoEnergyReason), note => note?.Contains(rail, StringComparison.Ordinal) == true));
        Assert.All(
            expected.GetProperty("unavailable").EnumerateArray().Where(static rail => rail.GetProperty("rail").GetString() is null or "NC"),
            rail => Assert.Contains(source.Notes, note => note.StartsWith($"{rail.GetProperty("chip").GetString()} channel {rail.GetProperty("channel").GetInt32()} is ", StringComparison.Ordinal)));
        string[] flags = [.. expected.GetProperty("flags").EnumerateArray().Select(static flag => flag.GetString()!).Where(static flag => flag != "sample_dropped")];
        Assert.Equal(flags, source.Flags);
        Assert.Equal(flags.Contains(EnergyFlags.UnknownTopology) ? PowerScope.Rail : PowerScope.Module, source.Scope);
    }
}
