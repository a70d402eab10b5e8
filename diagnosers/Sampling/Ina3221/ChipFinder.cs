using System.Globalization;
using System.Text.RegularExpressions;
using InferenceBench.Sampling.Sources.Files;
using InferenceBench.Sampling.Sources.Native;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>
/// Finds the power monitor chips of a Jetson in exactly the places where its kernels put them. Never searches deeper: <c>device</c>, <c>subsystem</c> and <c>driver</c> are
/// links that lead in circles.
/// </summary>
internal sealed partial class ChipFinder
{
    private const string Drivers = "sys/bus/i2c/drivers";
    private const string Class = "sys/class/hwmon";
    private readonly string _root;
    private readonly HashSet<string> _realPaths = [];
    private readonly List<ChipFolder> _chips = [];

    private ChipFinder(string root)
    {
        _root = root;
    }

    /// <summary>Where <see cref="Find"/> looks, for messages.</summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static string Places(string root)
    {
        return $"{Path.Combine(root, Drivers)}/{{ina3221x,ina3221,ina238}} and {Path.Combine(root, Class)}";
    }

    /// <summary>All chips by bus and address, each once.</summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static IReadOnlyList<ChipFolder> Find(string root)
    {
        var finder = new ChipFinder(root);
        finder.FindIio();
        finder.FindHwmon("ina3221", ChipLayout.Hwmon);
        finder.FindHwmon("ina238", ChipLayout.Ina238);
        finder.FindInClass();
        return [.. finder._chips.OrderBy(BusOf).ThenBy(static chip => chip.Address, StringComparer.Ordinal)];
    }

    private void FindIio()
    {
        foreach (string device in Devices("ina3221x"))
        {
            string[] folders = [.. KernelText.Folders(device).Where(static folder => Path.GetFileName(folder).StartsWith("iio:device", StringComparison.Ordinal)), Path.Combine(device, "iio_device")];
            Add(device, folders, "rail_name_?", ChipLayout.Iio);
        }
    }

    private void FindHwmon(string driver, ChipLayout layout)
    {
        foreach (string device in Devices(driver))
        {
            Add(device, HwmonFolders(Path.Combine(device, "hwmon")), "*_input", layout);
        }
    }

    private IEnumerable<string> Devices(string driver)
    {
        return KernelText.Folders(Path.Combine(_root, Drivers, driver)).Where(static folder => AddressPattern().IsMatch(Path.GetFileName(folder)));
    }

    private static IEnumerable<string> HwmonFolders(string path)
    {
        return KernelText.Folders(path).Where(static folder => HwmonPattern().IsMatch(Path.GetFileName(folder)));
    }

    // One folder for each device: the first with the files that are looked for, or else the first.
    private void Add(string device, IEnumerable<string> folders, string files, ChipLayout layout)
    {
        string[] present = [.. folders.Where(Directory.Exists)];
        string? folder = Array.Find(present, folder => KernelText.HasFile(folder, files)) ?? present.FirstOrDefault();
        if (folder is not null)
        {
            Add(Path.GetFileName(device), folder, layout);
        }
    }

    // A container may show the class without the drivers.
    private void FindInClass()
    {
        var known = _chips.Select(static chip => Path.GetFileName(chip.Path)).ToHashSet();
        foreach (string folder in HwmonFolders(Path.Combine(_root, Class)).Where(folder => !known.Contains(Path.GetFileName(folder))))
        {
            ChipLayout? layout = KernelText.Read(Path.Combine(folder, "name")) switch
            {
                "ina3221" => ChipLayout.Hwmon,
                "ina238" => ChipLayout.Ina238,
                _ => null,
            };
            if (layout is { } found)
            {
                Add(AddressOf(folder), folder, found);
            }
        }
    }

    private static string AddressOf(string hwmon)
    {
        string[] candidates =
        [
            Path.GetFileName(FileCalls.RealPath(Path.Combine(hwmon, "device"))),
            Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(FileCalls.RealPath(hwmon)))) ?? string.Empty,
        ];
        return Array.Find(candidates, candidate => AddressPattern().IsMatch(candidate)) ?? Path.GetFileName(hwmon);
    }

    private void Add(string address, string folder, ChipLayout layout)
    {
        if (_realPaths.Add(FileCalls.RealPath(folder)) && !_chips.Exists(chip => chip.Address == address))
        {
            _chips.Add(new ChipFolder(address, folder, layout));
        }
    }

    private static int BusOf(ChipFolder chip)
    {
        int dash = chip.Address.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && int.TryParse(chip.Address.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int bus) ? bus : int.MaxValue;
    }

    [GeneratedRegex("^[0-9]+-[0-9a-fA-F]{4}$")]
    private static partial Regex AddressPattern();

    [GeneratedRegex("^hwmon[0-9]+$")]
    private static partial Regex HwmonPattern();
}
