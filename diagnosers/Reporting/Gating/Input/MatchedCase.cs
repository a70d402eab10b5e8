using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>One case of one machine on both sides.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Key">The case.</param>
/// <param name="Base">Its runs of the base; may be empty.</param>
/// <param name="Diff">Its runs of what is compared; may be empty.</param>
internal sealed record MatchedCase(MachineIdentity Machine, CaseKey Key, IReadOnlyList<CaseRun> Base, IReadOnlyList<CaseRun> Diff)
{
    /// <summary>All cases of both sides in the order in which they first occur.</summary>
    /// <param name="first">The base.</param>
    /// <param name="second">What is compared with it.</param>
    public static IReadOnlyList<MatchedCase> Of(GateSide first, GateSide second)
    {
        ILookup<(MachineIdentity, CaseKey), CaseRun> from = Lookup(first);
        ILookup<(MachineIdentity, CaseKey), CaseRun> to = Lookup(second);
        return [.. from.Concat(to).Select(static group => group.Key).Distinct().Select(key => new MatchedCase(key.Item1, key.Item2, [.. from[key]], [.. to[key]]))];
    }

    private static ILookup<(MachineIdentity Machine, CaseKey Key), CaseRun> Lookup(GateSide side)
    {
        return side.Runs
            .SelectMany(static run => run.Report.Cases.Where(static one => one is not null).Select(one => new CaseRun(run, one)))
            .ToLookup(static one => (MachineIdentity.Of(one.Run.Report), one.Report.Key));
    }
}
