namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>A file of energies by region, added up.</summary>
/// <param name="File">The file.</param>
/// <param name="Runner"><c>py</c> or <c>nb</c> by the file's name; null when it does not say.</param>
/// <param name="Regions">Energies by the framework's name in lower case and the batch size.</param>
internal sealed record EnergyFile(ResultFile File, string? Runner, IReadOnlyDictionary<(string Framework, int Batch), RegionEnergies> Regions)
{
    private readonly HashSet<(string Framework, int Batch)> _used = [];
    private readonly HashSet<string> _frameworks = [.. Regions.Keys.Select(static key => key.Framework)];

    /// <summary>Folder of the file.</summary>
    public string Folder => Path.GetDirectoryName(File.FullPath) ?? "/";

    /// <summary>Regions that no row took energies from.</summary>
    public IEnumerable<(string Framework, int Batch)> Unused => Regions.Keys.Where(key => !_used.Contains(key));

    /// <summary>Whether it holds energies of a framework.</summary>
    /// <param name="framework">The framework's name in lower case.</param>
    public bool Holds(string framework)
    {
        return _frameworks.Contains(framework);
    }

    /// <summary>The energies of a batch size, which count as used from now on; null without any.</summary>
    /// <param name="framework">The framework's name in lower case.</param>
    /// <param name="batch">Batch size.</param>
    public RegionEnergies? Take(string framework, int batch)
    {
        _used.Add((framework, batch));
        return Regions.GetValueOrDefault((framework, batch));
    }
}
