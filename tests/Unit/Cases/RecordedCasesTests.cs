using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Unit.Cli;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class RecordedCasesTests
{
    private static readonly FrameworkRegistry s_registry = new(new ScriptedFramework("engine"), new ScriptedFramework("other"));

    [Fact]
    public void Only_what_is_measured_is_left_out()
    {
        IReadOnlyList<PlannedCase> plan = Plan();
        Assert.Equal(4, plan.Count);

        IReadOnlyList<PlannedCase> left = RecordedCases.LeaveOut(plan, Report(
            Recorded(plan[0], CaseStatus.Ok), Recorded(plan[1], CaseStatus.Failed), Recorded(plan[2], CaseStatus.Skipped)));

        Assert.Equal([plan[1], plan[2], plan[3]], left);
    }

    [Fact]
    public void The_same_key_of_another_class_is_another_case()
    {
        IReadOnlyList<PlannedCase> plan = Plan();

        Assert.Equal(plan, RecordedCases.LeaveOut(plan, Report(Recorded(plan[0], CaseStatus.Ok) with { Benchmark = "OtherBenchmarks.Inference" })));
        Assert.Equal(plan.Skip(1), RecordedCases.LeaveOut(plan, Report(Recorded(plan[0], CaseStatus.Ok) with { Benchmark = null })));
    }

    [Fact]
    public void A_skip_is_known_whatever_became_of_the_case_before()
    {
        IReadOnlyList<PlannedCase> plan = Plan();
        RunReport report = Report(
            Recorded(plan[0], CaseStatus.Ok), Recorded(plan[1], CaseStatus.Failed), CaseReport.Of(plan[2].Key, CaseStatus.Skipped, "gone"));

        Assert.Equal([plan[3]], RecordedCases.Unknown(plan, report));
    }

    private static IReadOnlyList<PlannedCase> Plan()
    {
        var probes = s_registry.All.ToDictionary(
            static framework => framework.Descriptor.Id,
            static _ => new FrameworkProbe(Availability.Yes, "1.0", null, [new ProviderProbe("cpu", "cpu", Availability.Yes)]));
        var options = new RunOptions { Devices = [Device.Cpu], Models = ["resnet50"], BatchSizes = [1, 8] };
        IReadOnlyList<IModelSource> models = ModelChooser.Choose(s_registry.Descriptors, options, BenchmarkRequest.Parse([], [], isDefaultRun: false));
        return CasePlanner.Plan(models, TargetChooser.Choose(s_registry, options, probes), options);
    }

    private static CaseReport Recorded(PlannedCase planned, string status)
    {
        return CaseReport.Of(planned.Key, status) with { Benchmark = $"{planned.Benchmark.Name}.Inference" };
    }

    private static RunReport Report(params CaseReport[] cases)
    {
        return SampleReport.Create() with { Cases = cases };
    }
}
