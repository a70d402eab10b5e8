using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>One case of the run, from the start of its child to its verdict.</summary>
internal sealed class CaseSlot
{
    /// <summary>A case that has not started.</summary>
    /// <param name="benchmarkCase">The case.</param>
    /// <param name="displayNameOf">What tables show in place of its framework and variant.</param>
    public CaseSlot(BenchmarkCase benchmarkCase, Func<CaseKey, string?> displayNameOf)
    {
        Key = CaseKeys.From(benchmarkCase);
        LaunchCount = benchmarkCase.Job.HasValue(RunMode.LaunchCountCharacteristic) ? Math.Max(1, benchmarkCase.Job.Run.LaunchCount) : 1;
        Report = CaseReport.Of(Key, CaseStatus.Ok) with
        {
            DisplayName = displayNameOf(Key),
            Benchmark = $"{benchmarkCase.Descriptor.Type.Name}.{benchmarkCase.Descriptor.WorkloadMethod.Name}",
        };
    }

    /// <summary>What identifies it in the report; two cases may share one.</summary>
    public CaseKey Key { get; }

    /// <summary>What is known of it so far, without figures from the trace.</summary>
    public CaseReport Report { get; set; }

    /// <summary>The report with the figures of the trace; null while there is none.</summary>
    public CaseReport? Measured { get; set; }

    /// <summary>What the power sources measured of it; null while there is nothing.</summary>
    public CaseEnergy? Energy { get; set; }

    /// <summary>Launches that it is to have; one that fails ends it earlier.</summary>
    public int LaunchCount { get; }

    /// <summary>The launches that have started, in order.</summary>
    public List<CaseLaunch> Launches { get; } = [];

    /// <summary>Whether what the launches left has been read.</summary>
    public bool IsRead { get; set; }

    /// <summary>Where the trace of all launches is: first in the scratch folder, then among the samples when it could be saved.</summary>
    public string? TraceFile { get; set; }

    /// <summary>Whether the verdict is in <see cref="Report"/>.</summary>
    public bool IsComplete { get; set; }

    /// <summary>What to show now.</summary>
    public CaseReport Current => IsComplete ? Report : Measured ?? Report;

    /// <summary>Adds a note on the case.</summary>
    /// <param name="note">One line.</param>
    public void Note(string note)
    {
        string line = OneLine.Of(note) ?? "";
        Report = Report with { Notes = [.. Report.Notes, line] };
        Measured = Measured is null ? null : Measured with { Notes = [.. Measured.Notes, line] };
    }
}
