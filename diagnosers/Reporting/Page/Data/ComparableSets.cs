using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Ranking;

namespace InferenceBench.Reporting.Page.Data;

/// <summary>
/// Says which rows may be ranked against each other, as the tables of a comparison do: frameworks on one device (in one power mode) with the same model, batch
/// and scenario, clean or dirty trees alike; latencies only with copies inside or outside alike, energies only of one scope. The page ranks again
/// because a reader's filters change what there is to rank.
/// </summary>
internal static class ComparableSets
{
    private readonly record struct SetKey(string Device, string Model, int Batch, string? Scenario, bool CopiesOutside, bool IsDirty, string? Scope);

    /// <summary>Rows with the numbers of their sets.</summary>
    /// <param name="rows">The rows.</param>
    public static IReadOnlyList<PageRow> Assign(IEnumerable<PageRow> rows)
    {
        Dictionary<SetKey, int> numbers = [];
        return [.. rows.Select(row => !Comparability.Ranks(row.Row, row.Flags) ? row : row with { TimeSet = NumberOf(KeyOf(row, null)), EnergySet = EnergySetOf(row) })];

        int NumberOf(SetKey key)
        {
            return numbers.TryGetValue(key, out int known) ? known : numbers[key] = numbers.Count;
        }

        int EnergySetOf(PageRow row)
        {
            return Comparability.RanksByEnergy(row.Flags) ? NumberOf(KeyOf(row, row.Row.EnergyScope ?? "")) : -1;
        }
    }

    private static SetKey KeyOf(PageRow row, string? scope)
    {
        ResultRow shown = row.Row;
        return new SetKey(
            row.Case.DeviceLabel, shown.Key.Model, shown.Key.Batch, shown.Scenario, Comparability.HasCopiesOutside(shown), shown.Origin.IsDirty == true, scope);
    }
}
