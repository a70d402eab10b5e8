using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>Refuses to compare what ran under other conditions.</summary>
internal static class SameConditions
{
    /// <summary>Checks that both sides hold runs of the same machines.</summary>
    /// <param name="first">The base.</param>
    /// <param name="second">What is compared with it.</param>
    /// <exception cref="GateException">They do not; the message names both.</exception>
    public static void CheckMachines(GateSide first, GateSide second)
    {
        MachineIdentity[] from = Machines(first);
        MachineIdentity[] to = Machines(second);
        if (!from.ToHashSet().SetEquals(to))
        {
            throw new GateException(
                $"different machines cannot be compared: --base ran on {Names(from)}, --diff on {Names(to)}; run both on one machine, in one power mode");
        }
    }

    /// <summary>Checks that a case had the same threads wherever it was measured.</summary>
    /// <param name="matched">The case.</param>
    /// <exception cref="GateException">It had not; the message names both.</exception>
    public static void CheckThreads(MatchedCase matched)
    {
        string[] first = Threads(matched.Base);
        string[] second = Threads(matched.Diff);
        if (first.Union(second).Count() > 1 && first.Length > 0 && second.Length > 0)
        {
            throw new GateException(
                $"other thread settings cannot be compared: {OneLine.Of(matched.Key.ToString())} ran with {string.Join(" and with ", first)} in --base, "
                + $"with {string.Join(" and with ", second)} in --diff; run both with the same --threads");
        }
    }

    private static MachineIdentity[] Machines(GateSide side)
    {
        return [.. side.Runs.Select(static run => MachineIdentity.Of(run.Report)).Distinct()];
    }

    private static string Names(IEnumerable<MachineIdentity> machines)
    {
        return string.Join(" and ", machines.Select(static machine => machine.ToString()));
    }

    private static string[] Threads(IEnumerable<CaseRun> runs)
    {
        return [.. runs.Where(static run => run.IsMeasured).Select(ThreadsOf).Where(static text => text.Length > 0).Distinct()];
    }

    private static string ThreadsOf(CaseRun run)
    {
        return string.Join(", ", run.Report.Settings
            .Where(static setting => setting.Key.Contains("thread", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static setting => setting.Key, StringComparer.Ordinal)
            .Select(static setting => OneLine.Of($"{setting.Key} {setting.Value}")));
    }
}
