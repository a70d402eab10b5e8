namespace InferenceBench.Sampling.Energy;

/// <summary>Adds the energies of counters that are read together and do not overlap: a package and its memory.</summary>
internal static class EnergySum
{
    /// <summary>
    /// The sum; null when one part has no energy, never a partial sum. What repeats for all (gain and zero of one kind of sensor) is fully correlated and added; what is
    /// random is added in squares (JCGM 100:2008, 5.2.2 and 5.1.2). There is no common peak.
    /// </summary>
    /// <param name="parts">At least one energy of the same windows.</param>
    public static EnergyResult Of(IReadOnlyList<EnergyResult> parts)
    {
        if (parts is [var only])
        {
            return only;
        }

        EnergyResult sum = new()
        {
            Joules = parts.Aggregate((double?)0, static (joules, part) => joules + part.Joules),
            Seconds = parts[0].Seconds,
            Coverage = parts.Min(static part => part.Coverage),
            Samples = parts.Min(static part => part.Samples),
            InvalidSamples = parts.Max(static part => part.InvalidSamples),
            Wraps = parts.Sum(static part => part.Wraps),
            Flags = [.. parts.SelectMany(static part => part.Flags).Distinct()],
        };
        return sum.Joules is null ? sum : WithUncertainty(sum, parts);
    }

    private static EnergyResult WithUncertainty(EnergyResult sum, IReadOnlyList<EnergyResult> parts)
    {
        double random = UncertaintyBudget.Norm([.. parts.Select(static part => part.RandomUncertaintyJoules!.Value)]);
        double systematic = parts.Sum(static part => Math.Sqrt(Math.Max(0, Math.Pow(part.UncertaintyJoules!.Value, 2) - Math.Pow(part.RandomUncertaintyJoules!.Value, 2))));
        bool hasBounds = parts.Any(static part => part.BoundsJoules is not null);
        return sum with
        {
            ObservedJoules = parts.Sum(static part => part.ObservedJoules),
            MeanWatts = sum.Seconds > 0 ? sum.Joules / sum.Seconds : null,
            RandomUncertaintyJoules = random,
            UncertaintyJoules = UncertaintyBudget.Norm([random, systematic]),
            BoundsJoules = hasBounds
                ? (parts.Sum(static part => part.BoundsJoules?.Least ?? part.Joules!.Value), parts.Sum(static part => part.BoundsJoules?.Greatest ?? part.Joules!.Value))
                : null,
        };
    }
}
