using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Adds what a resumed run measures to what the run before it left. What is not measured again stays as it was.</summary>
internal sealed class Resumption
{
    private readonly RunReport _recorded;
    private readonly string _title;
    private readonly string[] _notes;

    /// <summary>A continuation.</summary>
    /// <param name="recorded">What the run left.</param>
    /// <param name="startedUtc">When it goes on.</param>
    /// <param name="plan">What was given beside <c>--resume</c>; null when the recorded command line goes on.</param>
    /// <param name="notes">What differs from the first start.</param>
    public Resumption(RunReport recorded, DateTimeOffset startedUtc, string? plan, IEnumerable<string> notes)
    {
        _recorded = recorded;
        _title = string.Create(CultureInfo.InvariantCulture, $"resumed {startedUtc:yyyy-MM-dd'T'HH:mm:ss'Z'}{(plan is null ? "" : $" {plan}")}");
        _notes = [.. notes];
    }

    /// <summary>The cases that the run left.</summary>
    public IReadOnlyList<CaseReport> Recorded => _recorded.Cases;

    /// <summary>The first line of this part in <c>run.log</c>.</summary>
    public string Title => _title;

    /// <summary>Whether two entries are about the same case; what was skipped before it started does not know its benchmark.</summary>
    /// <param name="one">An entry.</param>
    /// <param name="other">Another entry.</param>
    public static bool IsSame(CaseReport one, CaseReport other)
    {
        return one.Key == other.Key && (one.Benchmark == other.Benchmark || one.Benchmark is null || other.Benchmark is null);
    }

    /// <summary>The whole run. A case that was measured again stands where its former entry stood, others after those before them, skipped ones last.</summary>
    /// <param name="added">What this start knows; its run is that of the first start.</param>
    public RunReport Merge(RunReport added)
    {
        int ran = added.Cases.Count(static one => one.Status != CaseStatus.Skipped);
        string note = string.Create(CultureInfo.InvariantCulture, $"{_title}: {ran} {(ran == 1 ? "case" : "cases")} run");
        return _recorded with
        {
            Machine = Merge(added.Machine),
            Run = added.Run with { Notes = [.. _recorded.Run.Notes, note, .. ran > 0 ? _notes : [], .. added.Run.Notes] },
            Cases = Merge(added.Cases),
        };
    }

    private MachineReport Merge(MachineReport machine)
    {
        var frameworks = new Dictionary<string, string>(_recorded.Machine.Frameworks);
        foreach ((string id, string version) in machine.Frameworks)
        {
            frameworks.TryAdd(id, version);
        }

        var missing = new Dictionary<string, string>(_recorded.Machine.MissingFrameworks.Where(pair => !machine.Frameworks.ContainsKey(pair.Key)));
        foreach ((string id, string reason) in machine.MissingFrameworks.Where(pair => !_recorded.Machine.Frameworks.ContainsKey(pair.Key)))
        {
            missing.TryAdd(id, reason);
        }

        return _recorded.Machine with { Frameworks = frameworks, MissingFrameworks = missing };
    }

    private CaseReport[] Merge(IReadOnlyList<CaseReport> cases)
    {
        List<CaseReport> added = [.. cases.Where(one => one.Reason != CaseCollector.NotRun || !_recorded.Cases.Any(old => IsSame(old, one)))];
        List<CaseReport> merged = new(_recorded.Cases.Count + added.Count);
        foreach (CaseReport old in _recorded.Cases)
        {
            int index = added.FindIndex(one => IsSame(one, old));
            merged.Add(index < 0 ? old : added[index]);
            if (index >= 0)
            {
                added.RemoveAt(index);
            }
        }

        merged.AddRange(added);
        return [.. merged.Where(static one => one.Status != CaseStatus.Skipped), .. merged.Where(static one => one.Status == CaseStatus.Skipped)];
    }
}
