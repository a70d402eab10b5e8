using BenchmarkDotNet.Running;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cases;

/// <summary>What a run will do: decided before anything is built or measured.</summary>
/// <param name="Options">The suite's options.</param>
/// <param name="Request">BenchmarkDotNet's part of the command line.</param>
/// <param name="Probes">What runs here, by framework id.</param>
/// <param name="Runs">The cases that run, in order.</param>
/// <param name="Skips">The cases that were asked for and do not run; everything that could not run when nothing runs.</param>
/// <param name="Missing">Why a framework that could have had cases is not here, by its id; those whose cases are among <paramref name="Skips"/> are left out.</param>
internal sealed record RunPlan(
    RunOptions Options,
    BenchmarkRequest Request,
    IReadOnlyDictionary<string, FrameworkProbe> Probes,
    IReadOnlyList<PlannedCase> Runs,
    IReadOnlyList<PlannedCase> Skips,
    IReadOnlyDictionary<string, string> Missing)
{
    /// <summary>Plans a run.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="options">The suite's options.</param>
    /// <param name="request">BenchmarkDotNet's part of the command line.</param>
    /// <param name="whileProbing">Called with the cases as far as they are known without the probes' answers: there is time while children load their engines.</param>
    /// <exception cref="UsageException">The options leave no case at all.</exception>
    /// <exception cref="Models.Onnx.OnnxModelException">A file of the user cannot be used.</exception>
    public static RunPlan Create(
        FrameworkRegistry registry, RunOptions options, BenchmarkRequest request, Action<IReadOnlyList<PlannedCase>> whileProbing)
    {
        IReadOnlyList<IModelSource> models = ModelChooser.Choose(registry.Descriptors, options, request);
        Task<IReadOnlyDictionary<string, FrameworkProbe>> probing = Task.Run(() => FrameworkProber.Probe(registry, options.Frameworks));
        whileProbing(Filter(CasePlanner.Plan(models, TargetChooser.Choose(registry, options, Unprobed(registry)), options), request));
        IReadOnlyDictionary<string, FrameworkProbe> probes = probing.GetAwaiter().GetResult();
        IReadOnlyList<CaseTarget> targets = TargetChooser.Choose(registry, options, probes);
        PlannedCase[] candidates = Filter(CasePlanner.Plan(models, targets, options), request);
        if (candidates.Length == 0)
        {
            throw new UsageException(NothingLeft(models, targets));
        }

        PlannedCase[] runs = [.. candidates.Where(planned => planned.SkipReason is null)];
        PlannedCase[] asked = [.. candidates.Where(planned => planned.SkipReason is not null && !planned.IsQuiet)];
        PlannedCase[] skips = runs.Length + asked.Length > 0 ? asked : candidates;
        return new RunPlan(options, request, probes, runs, skips, FindMissing(candidates, skips));
    }

    /// <summary>What is left of this plan for a run that has some of its cases: what it has measured is left out, and so is what is skipped and known to it.</summary>
    /// <param name="recorded">What the run left.</param>
    public RunPlan LeaveOut(RunReport recorded)
    {
        return this with { Runs = RecordedCases.LeaveOut(Runs, recorded), Skips = RecordedCases.Unknown(Skips, recorded) };
    }

    // One reason for each, in the registry's order: a framework that nobody asked for is worth a line, not a row for every model and batch.
    private static OrderedDictionary<string, string> FindMissing(IEnumerable<PlannedCase> candidates, IEnumerable<PlannedCase> skips)
    {
        HashSet<string> told = [.. skips.Select(static planned => planned.Key.Framework)];
        var missing = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (CaseTarget target in candidates.Select(static planned => planned.Target).Where(target => target.IsFrameworkMissing && !told.Contains(target.Framework.Id)))
        {
            missing.TryAdd(target.Framework.Id, target.UnavailableReason!);
        }

        return missing;
    }

    private static Dictionary<string, FrameworkProbe> Unprobed(FrameworkRegistry registry)
    {
        return registry.All.ToDictionary(framework => framework.Descriptor.Id, _ => new FrameworkProbe(Availability.Yes, null, null, []));
    }

    private static PlannedCase[] Filter(IReadOnlyList<PlannedCase> cases, BenchmarkRequest request)
    {
        BenchmarkRunInfo[] infos = SuiteConfig.Discover(cases, SuiteConfig.Create(cases, request, null));
        HashSet<(Type, CaseKey)> kept = [.. infos.SelectMany(info => info.BenchmarksCases).Select(SuiteConfig.KeyOf)];
        return [.. cases.Where(planned => kept.Contains((planned.Benchmark, planned.Key)))];
    }

    private static string NothingLeft(IReadOnlyList<IModelSource> models, IReadOnlyList<CaseTarget> targets)
    {
        if (targets.Count == 0)
        {
            return "nothing to run: no framework has that provider, variant and device together; doctor shows what there is";
        }

        return models.Count == 0
            ? "nothing to run: no benchmark has these models; list --filter '*' shows all cases"
            : "nothing to run: --filter matches no case; list --filter '*' shows all cases (quote the glob, or the shell expands it)";
    }
}
