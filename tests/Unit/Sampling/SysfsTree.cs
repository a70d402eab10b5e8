using System.Globalization;
using System.Text.Json;

namespace InferenceBench.Tests.Unit.Sampling;

/// <summary>A temporary folder that stands for <c>/</c>, with the files that a kernel shows of its sensors.</summary>
internal sealed class SysfsTree : IDisposable
{
    private const string Drivers = "sys/bus/i2c/drivers";
    private static readonly Lazy<JsonElement> s_fixtures = new(static () =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data/power/jetson_sysfs.json"))).RootElement);

    /// <summary>Its path.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("inferencebench-sysfs-").FullName;

    /// <summary>Names of the fixtures.</summary>
    public static IEnumerable<string> FixtureNames => s_fixtures.Value.EnumerateObject().Select(static tree => tree.Name);

    /// <summary>What a fixture's tree must give.</summary>
    public static JsonElement Expected(string fixture)
    {
        return s_fixtures.Value.GetProperty(fixture).GetProperty("expected");
    }

    /// <summary>A fixture's tree, or the part of it below a folder.</summary>
    public static SysfsTree OfFixture(string fixture, string prefix = "")
    {
        var tree = new SysfsTree();
        tree.ApplyFixture(fixture, prefix);
        return tree;
    }

    /// <summary>Writes a fixture's files over those that are there, in place.</summary>
    public void ApplyFixture(string fixture, string prefix)
    {
        foreach (JsonProperty file in s_fixtures.Value.GetProperty(fixture).GetProperty("files").EnumerateObject().Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            With(file.Name[prefix.Length..], file.Value.GetString()!);
        }
    }

    /// <summary>The absolute path of a file.</summary>
    public string this[string path] => Path.Combine(Root, path);

    /// <summary>Writes a file, in place when it is there.</summary>
    public SysfsTree With(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], content);
        return this;
    }

    /// <summary>Makes a link; its target is relative to its own folder.</summary>
    public SysfsTree WithLink(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.CreateSymbolicLink(this[path], target);
        return this;
    }

    /// <summary>Makes a file unreadable for all but root; the tree's folder is opened for others, who are to come as far as the file.</summary>
    public void Forbid(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Root, File.GetUnixFileMode(Root) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            File.SetUnixFileMode(this[path], UnixFileMode.None);
        }
    }

    /// <summary>A chip as <c>ina3221</c> shows it. A rail without a label has no label file.</summary>
    public SysfsTree WithHwmon(string address, int index, params (string? Label, long Millivolts, long Milliamperes)[] rails)
    {
        return WithHwmonFolder($"{Drivers}/ina3221/{address}/hwmon/hwmon{index}", rails);
    }

    /// <summary>A chip's files of the <c>ina3221</c> layout in any folder.</summary>
    public SysfsTree WithHwmonFolder(string folder, params (string? Label, long Millivolts, long Milliamperes)[] rails)
    {
        With($"{folder}/name", "ina3221\n").With($"{folder}/samples", "1\n").With($"{folder}/update_interval", "7\n");
        for (int i = 0; i < rails.Length; i++)
        {
            (string? label, long millivolts, long milliamperes) = rails[i];
            With($"{folder}/in{i + 1}_input", Line(millivolts)).With($"{folder}/curr{i + 1}_input", Line(milliamperes));
            With($"{folder}/in{i + 1}_enable", "1\n").With($"{folder}/shunt{i + 1}_resistor", "5000\n").With($"{folder}/in{i + 4}_input", "800\n");
            _ = label is null ? this : With($"{folder}/in{i + 1}_label", label + "\n");
        }

        return With($"{folder}/in7_input", "2400\n").With($"{folder}/in7_label", "sum of shunt voltages\n").With($"{folder}/curr4_input", "480\n");
    }

    /// <summary>A chip as <c>ina3221x</c> shows it; the power is truncated, as its driver does.</summary>
    public SysfsTree WithIio(string address, int index, params (string Label, long Millivolts, long Milliamperes)[] rails)
    {
        return WithIioFolder($"{Drivers}/ina3221x/{address}/iio:device{index}", rails);
    }

    /// <summary>A chip's files of the <c>ina3221x</c> layout in any folder.</summary>
    public SysfsTree WithIioFolder(string folder, params (string Label, long Millivolts, long Milliamperes)[] rails)
    {
        With($"{folder}/name", "ina3221x\n");
        for (int i = 0; i < rails.Length; i++)
        {
            (string label, long millivolts, long milliamperes) = rails[i];
            With($"{folder}/rail_name_{i}", label + "\n").With($"{folder}/in_power{i}_input", Line(millivolts * milliamperes / 1000));
            With($"{folder}/in_voltage{i}_input", Line(millivolts)).With($"{folder}/in_current{i}_input", Line(milliamperes));
            With($"{folder}/ui_input_{i}", $"{millivolts} {milliamperes}\n").With($"{folder}/in_power{i}_trigger_input", "0\n");
        }

        return this;
    }

    /// <summary>The second chip of a Jetson Thor.</summary>
    public SysfsTree WithIna238(string address, int index, long microwatts)
    {
        string folder = $"{Drivers}/ina238/{address}/hwmon/hwmon{index}";
        return With($"{folder}/name", "ina238\n").With($"{folder}/power1_input", Line(microwatts))
            .With($"{folder}/in0_input", "2\n").With($"{folder}/in1_input", "20000\n").With($"{folder}/curr1_input", "1000\n").With($"{folder}/temp1_input", "41000\n");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private static string Line(long value)
    {
        return value.ToString(CultureInfo.InvariantCulture) + "\n";
    }
}
