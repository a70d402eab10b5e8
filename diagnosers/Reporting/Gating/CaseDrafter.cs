using System.Globalization;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Gating.Input;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating;

/// <summary>Finds out what one case says of each figure. The samples of one case are in memory at a time.</summary>
internal sealed class CaseDrafter
{
    private readonly MatchedCase _case;
    private readonly GateSettings _settings;
    private readonly Random _random;
    private readonly List<ReadProblem> _problems = [];

    /// <summary>A case.</summary>
    /// <param name="matched">The case.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="index">Its place, which decides its random numbers.</param>
    public CaseDrafter(MatchedCase matched, GateSettings settings, int index)
    {
        _case = matched;
        _settings = settings;
        _random = new Random(unchecked((settings.Seed * 1_000_003) + index));
    }

    /// <summary>Traces that could not be read.</summary>
    public IReadOnlyList<ReadProblem> Problems => _problems;

    /// <summary>One draft for each figure, or a single one for a case that cannot be tested; none for a case that neither side ran.</summary>
    public IReadOnlyList<GateDraft> Draft()
    {
        CaseRun[] first = [.. _case.Base.Where(static run => run.IsMeasured)];
        CaseRun[] second = [.. _case.Diff.Where(static run => run.IsMeasured)];
        if (CaseStanding.Of(_case, first.Length, second.Length) is { } standing)
        {
            return [Verdict(standing.Verdict, standing.Reason)];
        }

        if (first.Length == 0)
        {
            return [];
        }

        if (WhyNotComparable([.. first, .. second]) is { } reason)
        {
            return [Verdict(GateVerdicts.NotComparable, reason)];
        }

        string[] latencies = [.. _settings.Metrics.Where(static metric => GateMetrics.PercentOf(metric) is not null)];
        List<GateDraft> drafts = latencies.Length > 0 ? [.. Latencies(first, second, latencies)] : [];
        if (_settings.Metrics.Contains(GateMetrics.Energy))
        {
            drafts.Add(EnergyDrafter.Draft(Empty(GateMetrics.Energy), first, second, _random));
        }

        return drafts;
    }

    private IEnumerable<GateDraft> Latencies(CaseRun[] first, CaseRun[] second, string[] metrics)
    {
        LaunchSample[] from = Launches(first);
        LaunchSample[] to = Launches(second);
        if (to.Length == 0)
        {
            return [Verdict(GateVerdicts.Missing, "it ran, but its samples are lost")];
        }

        return from.Length == 0
            ? [Verdict(GateVerdicts.New, "it ran in the base, but its samples are lost")]
            : metrics.Select(metric => Latency(metric, (first.Length, from), (second.Length, to)));
    }

    private GateDraft Latency(string metric, (int Runs, LaunchSample[] Launches) from, (int Runs, LaunchSample[] Launches) to)
    {
        int percent = GateMetrics.PercentOf(metric)!.Value;
        GateResult result = Empty(metric) with
        {
            Base = new GateFigure(null, from.Runs, from.Launches.Length, from.Launches.Sum(static launch => (long)launch.Count), null),
            Diff = new GateFigure(null, to.Runs, to.Launches.Length, to.Launches.Sum(static launch => (long)launch.Count), null),
        };
        if (SampleSupport.WhyNot(percent, from.Launches, to.Launches) is { } reason)
        {
            return new GateDraft(result with { Verdict = GateVerdicts.NotTested, Reason = reason });
        }

        RatioEvidence evidence = LatencyEvidence.Of(from.Launches, to.Launches, percent, _random);
        return new GateDraft(result.WithFigures(evidence), evidence);
    }

    private LaunchSample[] Launches(CaseRun[] runs)
    {
        List<LaunchSample> launches = [];
        foreach (CaseRun run in runs.Where(static run => !string.IsNullOrEmpty(run.Report.SamplesFile)))
        {
            try
            {
                launches.AddRange(LaunchReader.Read(run));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                string reason = OneLine.Of(FileProblem.Of(exception)) ?? "unreadable";
                _problems.Add(new ReadProblem(run.Run.DisplayPath, ProblemKind.Unreadable, $"samples of {OneLine.Of(_case.Key.ToString())}: {reason}"));
            }
        }

        return [.. launches];
    }

    private GateDraft Verdict(string verdict, string? reason)
    {
        return new GateDraft(Empty(_settings.Metrics[0]) with { Verdict = verdict, Reason = reason });
    }

    private GateResult Empty(string metric)
    {
        return new GateResult { Machine = _case.Machine.Name, Key = _case.Key, Metric = metric, Verdict = GateVerdicts.NotTested, Notes = [.. Notes()] };
    }

    private static string? WhyNotComparable(CaseRun[] runs)
    {
        long[] macs = [.. runs.Select(static run => run.Report.Macs).OfType<long>().Distinct()];
        if (macs.Length > 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"other models of one name: {macs[0]} and {macs[1]} multiply–accumulates");
        }

        string[] transfers = [.. runs.Select(static run => OneLine.Of(run.Report.Settings.GetValueOrDefault("transfers"))).OfType<string>().Distinct()];
        return transfers.Length > 1 ? $"transfers {transfers[0]} and {transfers[1]}" : null;
    }

    private IEnumerable<string> Notes()
    {
        string[] first = Versions(_case.Base);
        string[] second = Versions(_case.Diff);
        if (first.Length > 0 && second.Length > 0 && !first.ToHashSet().SetEquals(second))
        {
            yield return $"engine {string.Join(", ", first)} in base, {string.Join(", ", second)} in diff";
        }

        int failed = _case.Diff.Count(static run => run.HasFailed);
        if (failed > 0 && _case.Base.Any(static run => run.HasFailed))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"failed in {failed} of {_case.Diff.Count} runs of diff and in runs of base");
        }
    }

    private static string[] Versions(IEnumerable<CaseRun> runs)
    {
        return [.. runs.Select(static run => OneLine.Of(run.Report.FrameworkVersion)).OfType<string>().Distinct()];
    }
}
