using InferenceBench.Reporting.Gating;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Gating;

/// <summary>The whole path, files included: 20 tries each with fixed seeds. What <see cref="SyntheticBuild"/> draws is like real runs; <see cref="OperatingCharacteristics"/> counts over many more.</summary>
public sealed class GateTriesTests
{
    private const int Tries = 20;
    private const int Inferences = 350;

    public static TheoryData<string> Builds => [.. s_builds.Keys];

    private static readonly Dictionary<string, SyntheticBuild> s_builds = new()
    {
        ["quiet"] = new SyntheticBuild(),
        ["launches differ by 1 %"] = new SyntheticBuild { LaunchDeviation = 0.01 },
        ["autocorrelated"] = new SyntheticBuild { Rho = 0.9, Noise = 0.02 },
        ["bursts"] = new SyntheticBuild { BurstRate = 0.02, BurstLength = 8, BurstExcess = 0.5 },
        ["drift"] = new SyntheticBuild { Drift = 0.02 },
    };

    [Theory]
    [MemberData(nameof(Builds))]
    public void The_same_build_never_regresses(string name)
    {
        Assert.Empty(Wrong(s_builds[name], 1, 0.05, 3, GateVerdicts.Regressed));
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void A_slow_down_of_10_percent_is_always_found(string name)
    {
        Assert.Empty(Wrong(s_builds[name], 1.1, 0.05, 3, GateVerdicts.Regressed));
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void A_slow_down_of_5_percent_is_always_found_at_a_threshold_of_3(string name)
    {
        Assert.Empty(Wrong(s_builds[name], 1.05, 0.03, 5, GateVerdicts.Regressed));
    }

    [Fact]
    public void One_launch_a_side_finds_10_percent_and_raises_no_alarm_on_a_quiet_machine()
    {
        Assert.Empty(Wrong(s_builds["quiet"], 1, 0.05, 1, GateVerdicts.Regressed));
        Assert.Empty(Wrong(s_builds["quiet"], 1.1, 0.05, 1, GateVerdicts.Regressed));
    }

    [Fact]
    public void Neighbours_that_make_launches_differ_by_tens_of_percent_raise_no_alarm()
    {
        var loaded = new SyntheticBuild { LaunchDeviation = 0.4, Rho = 0.8, Noise = 0.1 };

        // With one launch a side nothing in the results tells of them: the report says what is assumed.
        Assert.Empty(Wrong(loaded, 1, 0.05, 3, GateVerdicts.Regressed));
    }

    [Fact]
    public void A_speed_up_of_10_percent_is_always_an_improvement()
    {
        Assert.Empty(Wrong(s_builds["quiet"], 0.9, 0.05, 3, GateVerdicts.Improved));
    }

    // The tries, named by their seeds, that say otherwise: all cases of a slower build have the verdict, no case of the same build has it.
    private static string[] Wrong(SyntheticBuild build, double slowDown, double threshold, int launches, string verdict)
    {
        return [.. Enumerable.Range(1, Tries).AsParallel().AsOrdered()
            .Select(seed => (Seed: seed, Verdicts: Verdicts(build, slowDown, threshold, launches, seed)))
            .Where(one => slowDown == 1 ? one.Verdicts.Contains(verdict) : one.Verdicts.Any(found => found != verdict))
            .Select(static one => $"seed {one.Seed}: {string.Join(", ", one.Verdicts)}")];
    }

    private static string[] Verdicts(SyntheticBuild build, double slowDown, double threshold, int launches, int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        SyntheticRuns.WriteSide(folder["base"], build, random, launches, Inferences, cases: 2);
        SyntheticRuns.WriteSide(folder["diff"], build with { MedianMs = build.MedianMs * slowDown }, random, launches, Inferences, cases: 2);
        GateReport report = ResultGate.Compare(folder["base"], folder["diff"], new GateSettings { Threshold = threshold });
        return [.. report.Results.Select(static result => result.Verdict)];
    }
}
