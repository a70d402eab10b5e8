namespace InferenceBench.Models.Catalogue;

/// <summary>The models that this project builds itself.</summary>
public static class ModelCatalogue
{
    /// <summary>Seed of the weights unless the user gives another.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>All entries, in the order of tables.</summary>
    public static IReadOnlyList<CatalogueEntry> Entries { get; } = [];

    /// <summary>Finds an entry by its id, case-insensitively; null when there is none.</summary>
    /// <param name="id">The id.</param>
    public static CatalogueEntry? Find(string id)
    {
        return Entries.FirstOrDefault(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
    }
}
