using System.Text.RegularExpressions;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Rapl;

/// <summary>
/// Finds RAPL's zones (kernel documentation, <c>power/powercap/powercap.rst</c>): <c>intel-rapl:N</c> and below it <c>intel-rapl:N:M</c>, on processors of AMD too. Never
/// <c>intel-rapl-mmio:N</c>, which counts the same package's energy through another register.
/// </summary>
internal static partial class RaplFinder
{
    private const string Class = "sys/class/powercap";

    /// <summary>Where zones are looked for.</summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static string Place(string root)
    {
        return Path.Combine(root, Class);
    }

    /// <summary>All zones: each package with its parts behind it.</summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static IReadOnlyList<RaplZone> Find(string root)
    {
        IReadOnlyList<string> entries = KernelText.Folders(Place(root));
        List<RaplZone> zones = [];
        foreach (string top in entries.Where(static entry => TopPattern().IsMatch(Path.GetFileName(entry))))
        {
            if (KernelText.Read(Path.Combine(top, "name")) is { } domain)
            {
                zones.Add(new RaplZone(top, domain, null));
                zones.AddRange(FindParts(top, domain, entries));
            }
        }

        return WithUniqueNames(zones);
    }

    /// <summary>Whether the second set of the package's counters is there.</summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static bool HasMmio(string root)
    {
        return KernelText.Folders(Place(root)).Any(static entry => Path.GetFileName(entry).StartsWith("intel-rapl-mmio:", StringComparison.Ordinal));
    }

    // The class shows a part twice: in its package's folder, and beside it. A container may show one of them.
    private static IEnumerable<RaplZone> FindParts(string top, string domain, IReadOnlyList<string> entries)
    {
        string prefix = Path.GetFileName(top) + ":";
        return KernelText.Folders(top).Concat(entries)
            .Where(entry => Path.GetFileName(entry).StartsWith(prefix, StringComparison.Ordinal))
            .DistinctBy(static entry => Path.GetFileName(entry))
            .Select(entry => (Path: entry, Domain: KernelText.Read(Path.Combine(entry, "name"))))
            .Where(static part => part.Domain is not null)
            .Select(part => new RaplZone(part.Path, part.Domain!, domain));
    }

    // core is unique on a machine with one package; on one with two it becomes package-1/core. Names that are still alike get the zone's number.
    private static RaplZone[] WithUniqueNames(IReadOnlyList<RaplZone> zones)
    {
        RaplZone[] named = [.. zones.Select(zone => zone.Parent is { } parent && IsRepeated(zones, zone) ? zone with { Name = $"{parent}/{zone.Domain}" } : zone)];
        return [.. named.Select(zone => IsRepeated(named, zone) ? zone with { Name = $"{zone.Name}@{Path.GetFileName(zone.Path)}" } : zone)];
    }

    private static bool IsRepeated(IReadOnlyList<RaplZone> zones, RaplZone zone)
    {
        return zones.Count(other => other.Name == zone.Name) > 1;
    }

    [GeneratedRegex("^intel-rapl:[0-9]+$")]
    private static partial Regex TopPattern();
}
