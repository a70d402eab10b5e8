using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

public sealed class ResumptionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void A_case_stands_where_it_stood_new_ones_follow_and_skipped_ones_are_last()
    {
        RunReport merged = Merge(
            [Case("a", "ok"), Case("b", "failed", "old"), Case("c", "ok"), Case("d", "failed", "d"), Case("e", "skipped", "gone"), Case("f", "skipped", "f")],
            [Case("e", "ok"), Case("b", "ok"), Case("g", "failed", "g"), Case("h", "skipped", "h")]);

        Assert.Equal(
            [("a", "ok", null), ("b", "ok", null), ("c", "ok", null), ("d", "failed", "d"), ("e", "ok", null), ("g", "failed", "g"), ("f", "skipped", "f"), ("h", "skipped", "h")],
            merged.Cases.Select(static one => (one.Model, one.Status, one.Reason)));
    }

    [Fact]
    public void A_new_failure_replaces_the_old_one_but_a_case_that_was_not_reached_does_not()
    {
        RunReport merged = Merge([Case("a", "failed", "old"), Case("b", "failed", "old")], [Case("a", "failed", "new"), Case("b", "skipped", CaseCollector.NotRun), Case("c", "skipped", CaseCollector.NotRun)]);

        Assert.Equal([("a", "new"), ("b", "old"), ("c", CaseCollector.NotRun)], merged.Cases.Select(static one => (one.Model, one.Reason)));
    }

    [Fact]
    public void What_is_not_measured_again_is_the_very_same_object()
    {
        RunReport recorded = Recorded([Case("a", "ok"), Case("b", "failed", "old")]);

        RunReport merged = new Resumption(recorded, s_now, null, []).Merge(Added([Case("b", "ok")]));

        Assert.Same(recorded.Cases[0], merged.Cases[0]);
    }

    [Fact]
    public void Cases_of_two_classes_with_one_key_are_kept_apart_and_a_skip_knows_no_class()
    {
        CaseReport one = Case("a", "failed", "x") with { Benchmark = "One.Inference" };
        CaseReport two = Case("a", "failed", "x") with { Benchmark = "Two.Inference" };

        Assert.False(Resumption.IsSame(one, two));
        Assert.True(Resumption.IsSame(one, two with { Benchmark = null }));
        Assert.Equal(["ok", "failed"], Merge([one, two], [one with { Status = "ok" }]).Cases.Select(static found => found.Status));
    }

    [Fact]
    public void The_run_stays_that_of_the_first_start_with_a_note_for_each_resumption()
    {
        RunReport recorded = Recorded([Case("a", "failed")]) with { Unknown = [] };
        recorded = recorded with { Run = recorded.Run with { Notes = ["first"] } };
        RunReport once = new Resumption(recorded, s_now, "with --models b", ["driver changed"]).Merge(Added([Case("b", "ok"), Case("c", "skipped", "c")]) with { Run = recorded.Run with { Notes = ["disk full"] } });

        RunReport twice = new Resumption(once, s_now.AddHours(1), null, ["not worth telling"]).Merge(Added([]) with { Run = once.Run with { Notes = [] } });

        Assert.Equal(
            ["first", "resumed 2026-03-04T05:06:07Z with --models b: 1 case run", "driver changed", "disk full", "resumed 2026-03-04T06:06:07Z: 0 cases run"],
            twice.Run.Notes);
        Assert.Equal((recorded.Run.Id, recorded.Run.StartedUtc), (twice.Run.Id, twice.Run.StartedUtc));
        Assert.Same(recorded.Unknown, twice.Unknown);
    }

    [Fact]
    public void Frameworks_that_came_are_added_and_no_longer_missing()
    {
        RunReport recorded = Recorded([]);
        RunReport added = Added([]) with
        {
            Machine = recorded.Machine with
            {
                Frameworks = new Dictionary<string, string> { ["onnxruntime"] = "2.0", ["torchsharp"] = "0.1" },
                MissingFrameworks = new Dictionary<string, string> { ["tensorrt"] = "no GPU" },
            },
        };

        MachineReport machine = new Resumption(recorded, s_now, null, []).Merge(added).Machine;

        Assert.Equal([("onnxruntime", "1.29.0"), ("torchsharp", "0.1")], machine.Frameworks.Select(static pair => (pair.Key, pair.Value)));
        Assert.Equal(["tensorrt"], machine.MissingFrameworks.Keys);
        Assert.Equal(recorded.Machine.Kernel, machine.Kernel);
    }

    private static RunReport Merge(CaseReport[] recorded, CaseReport[] added)
    {
        return new Resumption(Recorded(recorded), s_now, null, []).Merge(Added(added));
    }

    private static RunReport Recorded(CaseReport[] cases)
    {
        return SampleReport.Create() with { Cases = cases };
    }

    private static RunReport Added(CaseReport[] cases)
    {
        return SampleReport.Create() with { Cases = cases };
    }

    private static CaseReport Case(string model, string status, string? reason = null)
    {
        return CaseReport.Of(SampleReport.Key(model: model), status, reason);
    }
}
