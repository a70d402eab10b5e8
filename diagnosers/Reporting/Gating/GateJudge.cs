using System.Globalization;
using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Gating;

/// <summary>Decides. A change counts when it is over the threshold, its interval is beyond the noise, and its corrected p-value is under α.</summary>
internal sealed class GateJudge
{
    // With this many launches a rank-sum test of the launches reaches a tenth of what it needs; then nothing has to be assumed of how launches are distributed.
    private const double Room = 0.1;

    private const int MostLaunches = 100;

    private readonly GateSettings _settings;
    private readonly IReadOnlyDictionary<string, LaunchSpread> _spreads;
    private readonly int _tests;

    /// <summary>A judge.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <param name="spreads">How much launches differ, by figure.</param>
    /// <param name="tests">Number of tests that are made.</param>
    public GateJudge(GateSettings settings, IReadOnlyDictionary<string, LaunchSpread> spreads, int tests)
    {
        _settings = settings;
        _spreads = spreads;
        _tests = tests;
    }

    /// <summary>Adds change, interval and p-values.</summary>
    /// <param name="draft">A draft with evidence.</param>
    public GateResult Measure(GateDraft draft)
    {
        RatioEvidence evidence = draft.Evidence!;
        (double error, double degrees) = _spreads[draft.Result.Metric].ErrorOf(evidence);
        double reach = StudentT.Critical(0.05, degrees) * error;
        bool hasLaunches = RankSum.LeastP(evidence.Base.Logs.Length, evidence.Diff.Logs.Length) * _tests <= Room * _settings.Significance;
        bool isFree = hasLaunches || IsRestless(evidence, error);
        double launchP = isFree
            ? RankSum.Of(evidence.Base.Logs, evidence.Diff.Logs).TwoSidedP
            : StudentT.TwoSided(evidence.LogRatio / error, degrees);
        return draft.Result with
        {
            Change = Math.Exp(evidence.LogRatio) - 1,
            ChangeLow = Math.Exp(Math.Min(evidence.Bootstrap.Low, evidence.LogRatio - reach)) - 1,
            ChangeHigh = Math.Exp(Math.Max(evidence.Bootstrap.High, evidence.LogRatio + reach)) - 1,
            LaunchP = launchP,
            LaunchTest = isFree ? "rank sum" : "moderated t",
            P = Math.Max(launchP, draft.Result.BlockP ?? 0),
        };
    }

    /// <summary>Adds the verdict.</summary>
    /// <param name="result">A result with its corrected p-value.</param>
    /// <param name="evidence">Its evidence.</param>
    public GateResult Judge(GateResult result, RatioEvidence evidence)
    {
        double noise = _settings.Noise.RatioOf(result.Base!.Value!.Value, result.Unit);
        double least = Math.Max(_settings.Threshold, noise);
        bool isSignificant = result.CorrectedP < _settings.Significance;
        if (isSignificant && result.Change > least && result.ChangeLow > noise)
        {
            return result with { Verdict = GateVerdicts.Regressed };
        }

        if (isSignificant && result.Change < -least && result.ChangeHigh < -noise)
        {
            return result with { Verdict = GateVerdicts.Improved };
        }

        return result.ChangeLow >= -least && result.ChangeHigh <= least
            ? result with { Verdict = GateVerdicts.Unchanged }
            : Unclear(result, evidence, least, noise);
    }

    private GateResult Unclear(GateResult result, RatioEvidence evidence, double least, double noise)
    {
        double size = Math.Abs(result.Change!.Value);

        // What the interval has to get clear of: the noise when the change is over the threshold, else the threshold.
        double distance = Math.Abs(Math.Log((1 + size) / (1 + (size > least ? noise : least))));
        double deviation = _spreads[result.Metric].ErrorOf(evidence).Error / Math.Sqrt(evidence.Weight);
        double reach = StudentT.Critical(_settings.Significance / _tests, 30) * deviation;
        double needed = Math.Ceiling(2 * reach * reach / (distance * distance));
        int launches = Math.Max(result.Base!.Launches, result.Diff!.Launches);
        while (result.LaunchTest == "rank sum" && RankSum.LeastP((int)Math.Min(needed, MostLaunches), (int)Math.Min(needed, MostLaunches)) * _tests >= _settings.Significance)
        {
            needed++;
        }

        int? wanted = needed <= MostLaunches ? Math.Max((int)needed, launches + 1) : null;
        string more = wanted is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"about {count} launches a side would tell")
            : "more launches would hardly tell; let the machine do nothing else, or raise the threshold";
        string why = size > least
            ? $"over the threshold, but p = {NumberText.Of(result.CorrectedP ?? 1)} with an interval from {Percent(result.ChangeLow!.Value)}"
            : string.Create(CultureInfo.InvariantCulture, $"the interval reaches beyond the threshold of {least * 100:0.####} %");
        return result with { Verdict = GateVerdicts.Unclear, Reason = $"{why}; {more}", LaunchesNeeded = wanted };
    }

    // Where one launch of a build and the next differ by more than the threshold, neighbours or clocks make the figures, in jumps of any size that no t distribution describes:
    // on a machine with 20 times the load of its processors, medians of one build went from 1.4 to 2.5, from 2.9 to 74 ms. Then the ranks of the launches have to tell.
    private bool IsRestless(RatioEvidence evidence, double error)
    {
        return error / Math.Sqrt(evidence.Weight) > _settings.Threshold;
    }

    private static string Percent(double ratio)
    {
        return $"{(ratio > 0 ? "+" : "")}{NumberText.Of(ratio * 100)} %";
    }
}
