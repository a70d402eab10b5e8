using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Rapl;

/// <summary>A zone of the kernel's power capping framework that counts energy.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Domain">What the kernel calls it: <c>package-0</c>, <c>package-0-die-1</c>, <c>dram</c>, <c>core</c>, <c>uncore</c>, <c>psys</c>. The number in the folder's name is no package number.</param>
/// <param name="Parent">Domain of the zone that it belongs to; null at the top.</param>
internal sealed record RaplZone(string Path, string Domain, string? Parent)
{
    /// <summary>Name of the channel; unique.</summary>
    public string Name { get; init; } = Domain;

    /// <summary>Whether it is a processor package or one of its dies.</summary>
    public bool IsPackage => Parent is null && Domain.StartsWith("package", StringComparison.Ordinal);

    /// <summary>Whether it is the memory of a package, which the package's own counter leaves out on server processors.</summary>
    public bool IsDram => Domain == "dram";

    /// <summary>What it covers: core and uncore are parts of a package, psys is the whole platform.</summary>
    public PowerScope Scope => Domain switch
    {
        "dram" => PowerScope.Dram,
        "psys" => PowerScope.Board,
        _ when IsPackage => PowerScope.Package,
        _ => PowerScope.Rail,
    };
}
