using InferenceBench.Reporting.Gating;
using InferenceBench.Reporting.Gating.Evidence;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Gating;

/// <summary>How often the rule finds what: run with <c>-explicit only -class '*OperatingCharacteristics*'</c>; takes minutes and prints a table.</summary>
public sealed class OperatingCharacteristics
{
    private const int Tries = 200;
    private const int Inferences = 350;
    private const int Cases = 10;

    private static readonly (string Name, SyntheticBuild Build)[] s_builds =
    [
        ("rho 0.3, launches 0.5 %", new SyntheticBuild()),
        ("rho 0.3, launches 1 %", new SyntheticBuild { LaunchDeviation = 0.01 }),
        ("rho 0.3, launches 2 %", new SyntheticBuild { LaunchDeviation = 0.02 }),
        ("rho 0.8, launches 1 %", new SyntheticBuild { Rho = 0.8, Noise = 0.03, LaunchDeviation = 0.01 }),
        ("rho 0.95, launches 1 %", new SyntheticBuild { Rho = 0.95, Noise = 0.03, LaunchDeviation = 0.01 }),
        ("many bursts, launches 1 %", new SyntheticBuild { BurstRate = 0.03, BurstLength = 10, BurstExcess = 1, LaunchDeviation = 0.01 }),
        ("drift 3 %, launches 1 %", new SyntheticBuild { Drift = 0.03, LaunchDeviation = 0.01 }),
        ("two modes 10 % apart, launches 0.5 %", new SyntheticBuild { ModeExcess = 0.1 }),
        ("neighbours: launches 10 %", new SyntheticBuild { LaunchDeviation = 0.1, Rho = 0.8, Noise = 0.1 }),
    ];

    [Fact(Explicit = true)]
    public void Table()
    {
        ITestOutputHelper output = TestContext.Current.TestOutputHelper!;
        output.WriteLine("build; launches a side; cases: any false alarm % at 5 % threshold; +10 % found % at 5 %; +5 % found % at 3 %; false alarm % at 3 %");
        foreach ((string name, SyntheticBuild build) in s_builds)
        {
            foreach (int launches in new[] { 1, 3, 5 })
            {
                foreach (int cases in new[] { 1, Cases })
                {
                    double[] rates = [Rate(build, launches, cases, 1, 0.05), Rate(build, launches, cases, 1.1, 0.05), Rate(build, launches, cases, 1.05, 0.03), Rate(build, launches, cases, 1, 0.03)];
                    output.WriteLine(FormattableString.Invariant($"{name}; {launches}; {cases}: {string.Join("; ", rates.Select(static rate => rate.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))}"));
                }
            }
        }
    }

    // Share of tries in % with a regression: of the first case when it is slower, of any case when none is.
    private static double Rate(SyntheticBuild build, int launches, int cases, double slowDown, double threshold)
    {
        int found = 0;
        Parallel.For(0, Tries, seed =>
        {
            var random = new Random(seed);
            var settings = new GateSettings { Threshold = threshold };
            GateDraft[] drafts = [.. Enumerable.Range(0, cases).Select(i => Draft(build, launches, i == 0 ? slowDown : 1, random))];
            GateResult[] results = Judge(drafts, settings);
            bool isFound = slowDown > 1 ? results[0].Verdict == GateVerdicts.Regressed : results.Any(static result => result.Verdict == GateVerdicts.Regressed);
            if (isFound)
            {
                Interlocked.Increment(ref found);
            }
        });
        return 100.0 * found / Tries;
    }

    private static GateDraft Draft(SyntheticBuild build, int launches, double slowDown, Random random)
    {
        LaunchSample[] from = [.. Enumerable.Range(0, launches).Select(_ => new LaunchSample(build.Launch(random, Inferences)))];
        SyntheticBuild slower = build with { MedianMs = build.MedianMs * slowDown };
        LaunchSample[] to = [.. Enumerable.Range(0, launches).Select(_ => new LaunchSample(slower.Launch(random, Inferences)))];
        RatioEvidence evidence = LatencyEvidence.Of(from, to, 50, random);
        var result = new GateResult
        {
            Machine = "m",
            Key = SampleReport.Key(),
            Metric = GateMetrics.P50,
            Verdict = GateVerdicts.NotTested,
            Base = new GateFigure(null, launches, launches, 0, null),
            Diff = new GateFigure(null, launches, launches, 0, null),
        };
        return new GateDraft(result.WithFigures(evidence), evidence);
    }

    private static GateResult[] Judge(GateDraft[] drafts, GateSettings settings)
    {
        var spreads = new Dictionary<string, LaunchSpread> { [GateMetrics.P50] = LaunchSpread.Of(drafts.Select(static draft => draft.Evidence!), GateMetrics.AllowanceOf(GateMetrics.P50)) };
        var judge = new GateJudge(settings, spreads, drafts.Length);
        GateResult[] measured = [.. drafts.Select(judge.Measure)];
        double[] corrected = HolmCorrection.Correct([.. measured.Select(static result => result.P!.Value)]);
        return [.. measured.Select((result, i) => judge.Judge(result with { CorrectedP = corrected[i] }, drafts[i].Evidence!))];
    }
}
