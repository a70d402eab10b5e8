using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>Which rails make the total of the board, or why there is none. Never a sum of a part of them.</summary>
internal sealed record BoardTotal
{
    /// <summary>The rule; null when the board is not known.</summary>
    public required BoardRule? Rule { get; init; }

    /// <summary>Indexes of the rails that are added; empty when one is missing.</summary>
    public IReadOnlyList<int> Rails { get; init; } = [];

    /// <summary>Names of the rails that the rule wants, as the hardware writes them where it has them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Why there is no total; null when there is.</summary>
    public string? Reason { get; init; }

    /// <summary>Applies the rule of a board.</summary>
    /// <param name="rails">All rails.</param>
    /// <param name="model">The device tree's name of the board.</param>
    public static BoardTotal Of(IReadOnlyList<Rail> rails, string? model)
    {
        string[] names = [.. rails.Select(static rail => rail.Name)];
        if (BoardMatch.Find(names, model) is not { } rule)
        {
            return new BoardTotal { Rule = null, Reason = Unknown(names, model) };
        }

        int[][] places = [.. rule.TotalRails.Select(wanted => IndexesOf(names, wanted))];
        string[] missing = [.. rule.TotalRails.Where((_, i) => places[i].Length == 0)];
        int[]? ambiguous = Array.Find(places, static indexes => indexes.Length > 1);
        Rail? unreadable = places.SelectMany(static indexes => indexes).Select(index => rails[index]).FirstOrDefault(static rail => rail.Problem is not null);
        string? reason = (missing, ambiguous, unreadable) switch
        {
            ([_, ..], _, _) => $"no total: of the rails that make the total of a {rule.Name} there is no {string.Join(", ", missing)}",
            (_, not null, _) => $"no total: {names[ambiguous[0]]} is there {ambiguous.Length} times ({string.Join(", ", ambiguous.Select(index => rails[index].Place))})",
            (_, _, not null) => $"no total: {unreadable.Name} is a part of it and cannot be read: {unreadable.Problem}",
            _ => null,
        };
        return new BoardTotal
        {
            Rule = rule,
            Rails = missing.Length == 0 && ambiguous is null ? [.. places.Select(static indexes => indexes[0])] : [],
            Names = [.. rule.TotalRails.Select((wanted, i) => places[i] is [int index] ? names[index] : wanted)],
            Reason = reason,
        };
    }

    /// <summary>What is known of the sensor: its offsets, independent of one another, added in quadrature.</summary>
    /// <param name="rails">All rails.</param>
    /// <param name="timing">The sensor's timing.</param>
    public SensorTraits ComputeTraits(IReadOnlyList<Rail> rails, SensorTraits timing)
    {
        return timing with { OffsetUncertaintyWatts = Math.Sqrt(Rails.Sum(index => Math.Pow(rails[index].OffsetUncertaintyWatts, 2))) };
    }

    private static int[] IndexesOf(string[] names, string wanted)
    {
        return [.. Enumerable.Range(0, names.Length).Where(i => names[i].Equals(wanted, StringComparison.OrdinalIgnoreCase))];
    }

    private static string Unknown(string[] names, string? model)
    {
        return $"no total: unknown topology, the rails {string.Join(", ", names)} are of no board that this suite knows"
            + (model is null ? string.Empty : $" (the device tree says '{model}')") + "; their sum may count power twice";
    }
}
