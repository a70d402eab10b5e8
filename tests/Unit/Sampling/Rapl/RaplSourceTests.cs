using System.Text.Json;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Rapl;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Rapl;

public sealed class RaplSourceTests : IDisposable
{
    private const string Fixture = "x86-intel-rapl";
    private const string Class = "sys/class/powercap";
    private readonly SysfsTree _tree = new();
    private readonly ManualTime _time = new();

    public void Dispose()
    {
        _tree.Dispose();
    }

    [Fact]
    public void Two_readings_of_a_desktop_give_each_domains_energy_with_its_wrap()
    {
        _tree.ApplyFixture(Fixture, "t0/");
        using IPowerSource source = Open();
        Dictionary<string, double> before = source.ReadAll();
        _tree.ApplyFixture(Fixture, "t1/");
        Dictionary<string, double> after = source.ReadAll();

        JsonElement expected = SysfsTree.Expected(Fixture);
        double Joules(string name)
        {
            PowerChannel channel = source.Channels.Single(channel => channel.Name == name);
            double units = after[name] - before[name];
            return (units < 0 ? units + channel.CounterRange!.Value : units) * channel.JoulesPerUnit;
        }

        Assert.All(expected.GetProperty("energy_j").EnumerateObject(), domain => Assert.Equal(domain.Value.GetDouble(), Joules(domain.Name), 1e-6));
        Assert.Equal(expected.GetProperty("energy_j").EnumerateObject().Count(), source.Channels.Count);
        EnergyRoute route = Assert.Single(source.Routes);
        Assert.Equal(("package+dram", ChannelKind.EnergyCounter), (route.Name, route.Kind));
        Assert.Equal(expected.GetProperty("cpu_total_j").GetDouble(), route.Channels.Sum(channel => Joules(source.Channels[channel].Name)), 1e-6);
    }

    [Fact]
    public void What_is_inside_or_around_a_package_is_shown_and_not_added()
    {
        _tree.ApplyFixture(Fixture, "t0/");
        using IPowerSource source = Open();

        Assert.Equal(["package-0", "dram"], source.TotalRails);
        Assert.Equal([EnergyFlags.IncludesDram], source.Flags);
        Assert.Equal(PowerScope.Package, source.Scope);
        Assert.Equal(
            [("package-0", PowerScope.Package), ("core", PowerScope.Rail), ("uncore", PowerScope.Rail), ("dram", PowerScope.Dram), ("psys", PowerScope.Board)],
            source.Channels.Select(static channel => (channel.Name, channel.Scope)));
        Assert.Contains(source.Notes, static note => note.Contains("intel-rapl-mmio", StringComparison.Ordinal));
        Assert.All(source.Channels, static channel => Assert.Equal("uJ", channel.Unit));
    }

    [Fact]
    public void An_AMD_processor_has_packages_without_memory()
    {
        Zone("intel-rapl:0", "package-0", 10).Zone("intel-rapl:0/intel-rapl:0:0", "core", 4).With("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7543 32-Core Processor\n");

        using IPowerSource source = Open();
        Assert.Equal("package", source.Routes[0].Name);
        Assert.Equal("AMD EPYC 7543 32-Core Processor", source.Board);
        Assert.Empty(source.Flags);
    }

    [Fact]
    public void Parts_of_several_packages_carry_the_packages_name()
    {
        Zone("intel-rapl:1", "package-0", 10).Zone("intel-rapl:1/intel-rapl:1:0", "dram", 1)
            .Zone("intel-rapl:0", "package-1", 20).Zone("intel-rapl:0/intel-rapl:0:0", "dram", 2).Zone("intel-rapl:2", "psys", 99);

        using IPowerSource source = Open();
        Assert.Equal(["package-1", "package-1/dram", "package-0", "package-0/dram", "psys"], source.Channels.Select(static channel => channel.Name));
        Assert.Equal(["package-1", "package-0", "package-1/dram", "package-0/dram"], source.TotalRails);
        Assert.Equal(2, source.ReadOf("package-1/dram"));
    }

    [Fact]
    public void The_dies_of_a_package_are_added()
    {
        Zone("intel-rapl:0", "package-0-die-0", 10).Zone("intel-rapl:1", "package-0-die-1", 20).Zone("intel-rapl:10", "package-1-die-0", 30);

        using IPowerSource source = Open();
        Assert.Equal(["package-0-die-0", "package-0-die-1", "package-1-die-0"], source.TotalRails);
    }

    [Fact]
    public void A_part_that_the_class_shows_twice_is_read_once()
    {
        Zone("intel-rapl:0", "package-0", 10).Zone("intel-rapl:0/intel-rapl:0:0", "core", 4).WithLink($"{Class}/intel-rapl:0:0", "intel-rapl:0/intel-rapl:0:0");
        Zone("intel-rapl:0:1", "dram", 3);

        using IPowerSource source = Open();
        Assert.Equal(["package-0", "core", "dram"], source.Channels.Select(static channel => channel.Name));
    }

    [Fact]
    public void A_package_that_is_there_twice_leaves_no_total()
    {
        Zone("intel-rapl:0", "package-0", 10).Zone("intel-rapl:1", "package-0", 20);

        using IPowerSource source = Open();
        Assert.Equal(("no total: package-0 is there more than once", 0), (source.NoEnergyReason, source.Routes.Count));
        Assert.Equal(20, source.ReadOf("package-0@intel-rapl:1"));
    }

    [Fact]
    public void A_counter_without_its_range_has_none()
    {
        Zone("intel-rapl:0", "package-0", 10);
        File.Delete(_tree[$"{Class}/intel-rapl:0/max_energy_range_uj"]);

        using IPowerSource source = Open();
        Assert.Null(source.Channels[0].CounterRange);
    }

    [Fact]
    public void A_user_without_rights_is_told_so()
    {
        Zone("intel-rapl:0", "package-0", 10);
        Forbid("intel-rapl:0");

        SensorStatus status = OtherUser.Run(() => new RaplSensor().Probe(new SensorQuery(_tree.Root)));

        Assert.Equal((false, SensorAccess.Denied, "run as root"), (status.IsAvailable, status.Access, status.Remedy));
        Assert.Equal("needs root: energy_uj is readable by root only since CVE-2020-8694", status.Reason);
        string message = OtherUser.Run(() => Assert.Throws<PowerSourceException>(() => new RaplSensor().Open(new SensorQuery(_tree.Root))).Message);
        Assert.Contains("needs root", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_is_refused_is_left_out_and_said()
    {
        Zone("intel-rapl:0", "package-0", 10).Zone("intel-rapl:0/intel-rapl:0:0", "dram", 1);
        Forbid("intel-rapl:0/intel-rapl:0:0");

        (string route, IReadOnlyList<string> flags, string note) = OtherUser.Run(() =>
        {
            using IPowerSource source = Open();
            return (source.Routes[0].Name, source.Flags, source.Notes[0]);
        });

        Assert.Equal("package", route);
        Assert.Equal([EnergyFlags.RailUnavailable], flags);
        Assert.StartsWith("dram needs root", note, StringComparison.Ordinal);
    }

    [Fact]
    public void One_refused_package_of_two_leaves_no_total()
    {
        Zone("intel-rapl:0", "package-0", 10).Zone("intel-rapl:1", "package-1", 20);
        Forbid("intel-rapl:1");

        string? reason = OtherUser.Run(() =>
        {
            using IPowerSource source = Open();
            return source.NoEnergyReason;
        });

        Assert.StartsWith("no total: package-1 needs root", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_there_is_explained()
    {
        SensorStatus status = new RaplSensor().Probe(new SensorQuery(_tree.Root));

        Assert.Equal((false, SensorAccess.Unknown), (status.IsAvailable, status.Access));
        Assert.Contains("virtual machines usually hide it", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_set_of_counters_alone_is_not_taken_for_the_first()
    {
        Zone("intel-rapl-mmio:0", "package-0", 10);

        Assert.Contains("intel-rapl-mmio alone", new RaplSensor().Probe(new SensorQuery(_tree.Root)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_zone_ends_the_source()
    {
        Zone("intel-rapl:0", "package-0", 10);
        using IPowerSource source = Open();
        Directory.Delete(_tree[$"{Class}/intel-rapl:0"], recursive: true);

        Assert.Contains("the sensor rapl vanished", Assert.Throws<PowerSourceException>(() => source.ReadAll()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        Zone("intel-rapl:0", "package-0", 10).Zone("intel-rapl:1", "psys", 20).With($"{Class}/intel-rapl:1/energy_uj", "");
        using IPowerSource source = Open();
        double[] values = new double[2];
        source.Read(values);
        _time.Advance(TimeSpan.FromSeconds(1));
        source.Read(values);

        long bytes = Allocation.LeastOf(200, () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            source.Read(values);
        });

        Assert.Equal(0, bytes);
        Assert.Equal([10, double.NaN], values);
    }

    private ZoneWriter Zone(string path, string name, long microjoules)
    {
        return new ZoneWriter(_tree).Zone(path, name, microjoules);
    }

    private void Forbid(string zone)
    {
        _tree.Forbid($"{Class}/{zone}/energy_uj");
    }

    private IPowerSource Open()
    {
        return new RaplSensor(_time).Open(new SensorQuery(_tree.Root));
    }

    private sealed class ZoneWriter(SysfsTree tree)
    {
        public ZoneWriter Zone(string path, string name, long microjoules)
        {
            tree.With($"{Class}/{path}/name", name + "\n").With($"{Class}/{path}/energy_uj", $"{microjoules}\n").With($"{Class}/{path}/max_energy_range_uj", "65532610987\n");
            return this;
        }

        public ZoneWriter With(string path, string content)
        {
            tree.With(path, content);
            return this;
        }

        public ZoneWriter WithLink(string path, string target)
        {
            tree.WithLink(path, target);
            return this;
        }
    }
}
