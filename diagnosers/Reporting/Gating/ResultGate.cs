using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Gating.Input;
using InferenceBench.Reporting.Import;

namespace InferenceBench.Reporting.Gating;

/// <summary>Says whether the runs in one folder are slower or costlier than those in another.</summary>
/// <remarks>
/// Latencies of one process are autocorrelated, and processes of one build differ, so neither single inferences nor blocks of them are independent draws. A change has to
/// pass two tests, so that the greater of their p-values holds (Berger, Technometrics 24, 1982): a rank-sum test of block means, free of any distribution, and one of the
/// launches as units. See <see cref="LatencyEvidence"/>, <see cref="LaunchSpread"/> and <see cref="HolmCorrection"/>.
/// </remarks>
public static class ResultGate
{
    /// <summary>Compares two folders, searched recursively for <c>report.json</c>. The same files and settings give the same report.</summary>
    /// <param name="baseFolder">The runs to hold against.</param>
    /// <param name="diffFolder">The runs to judge.</param>
    /// <param name="settings">What is asked for.</param>
    /// <exception cref="GateException">A folder is missing, empty or the other one; the machines or their threads differ. The message says what to do.</exception>
    public static GateReport Compare(string baseFolder, string diffFolder, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        GateSide first = GateSide.Read(baseFolder);
        GateSide second = GateSide.Read(diffFolder);
        CheckFolders(first, baseFolder, second, diffFolder);
        SameConditions.CheckMachines(first, second);
        IReadOnlyList<MatchedCase> cases = MatchedCase.Of(first, second);
        foreach (MatchedCase matched in cases)
        {
            SameConditions.CheckThreads(matched);
        }

        (GateDraft[] drafts, ReadProblem[] problems) = Drafts(cases, settings);
        Dictionary<string, LaunchSpread> spreads = settings.Metrics.Distinct().ToDictionary(
            static metric => metric,
            metric => LaunchSpread.Of(drafts.Where(draft => draft.Result.Metric == metric).Select(static draft => draft.Evidence).OfType<RatioEvidence>(), GateMetrics.AllowanceOf(metric)));
        GateResult[] results = Judged(drafts, spreads, settings);
        return new GateReport
        {
            Settings = settings,
            Machines = [.. first.Runs.Select(static run => MachineIdentity.Of(run.Report)).Distinct().Select(static machine => machine.ToString())],
            BaseRuns = first.Runs.Count,
            DiffRuns = second.Runs.Count,
            BaseCommits = GateNotes.Commits(first),
            DiffCommits = GateNotes.Commits(second),
            LaunchDeviation = spreads.ToDictionary(static pair => pair.Key, static pair => pair.Value.PriorDeviation),
            Results = results,
            Problems = [.. first.Problems, .. second.Problems, .. problems],
            Notes = GateNotes.Of(first, second, results, spreads),
        };
    }

    private static void CheckFolders(GateSide first, string baseFolder, GateSide second, string diffFolder)
    {
        foreach ((string option, string folder, GateSide side) in new[] { ("--base", baseFolder, first), ("--diff", diffFolder, second) })
        {
            if (side.Runs.Count == 0)
            {
                string unreadable = side.Problems.Count > 0 ? $": {side.Problems[0].File}: {side.Problems[0].Reason}" : "; give a folder with results of a run";
                throw new GateException($"nothing to compare: {option} {folder} holds no report.json that can be read{unreadable}");
            }
        }

        string? both = first.Files.Select(RealPath.Of).Intersect(second.Files.Select(RealPath.Of)).FirstOrDefault();
        if (both is not null)
        {
            throw new GateException($"--base and --diff both hold {both}: give two folders that have no run in common");
        }
    }

    private static (GateDraft[] Drafts, ReadProblem[] Problems) Drafts(IReadOnlyList<MatchedCase> cases, GateSettings settings)
    {
        var drafters = new CaseDrafter[cases.Count];
        var drafts = new IReadOnlyList<GateDraft>[cases.Count];
        Parallel.For(0, cases.Count, i =>
        {
            drafters[i] = new CaseDrafter(cases[i], settings, i);
            drafts[i] = drafters[i].Draft();
        });
        return ([.. drafts.SelectMany(static some => some)], [.. drafters.SelectMany(static drafter => drafter.Problems)]);
    }

    private static GateResult[] Judged(GateDraft[] drafts, Dictionary<string, LaunchSpread> spreads, GateSettings settings)
    {
        GateDraft[] tested = [.. drafts.Where(static draft => draft.Evidence is not null)];
        var judge = new GateJudge(settings, spreads, tested.Length);
        GateResult[] measured = [.. tested.Select(judge.Measure)];
        double[] corrected = HolmCorrection.Correct([.. measured.Select(static result => result.P!.Value)]);
        IEnumerable<GateResult> judged = measured.Select((result, i) => judge.Judge(result with { CorrectedP = corrected[i] }, tested[i].Evidence!));
        return [.. judged.Concat(drafts.Where(static draft => draft.Evidence is null).Select(static draft => draft.Result))
            .OrderBy(static result => GateVerdicts.RankOf(result.Verdict))
            .ThenByDescending(static result => result.Change ?? double.NegativeInfinity)
            .ThenBy(static result => result.Key.ToString(), StringComparer.Ordinal)];
    }
}
