using System.Diagnostics;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Tests.Unit.Reporting.Gating;

/// <summary>Writes run folders with traces, as runs leave them.</summary>
internal static class SyntheticRuns
{
    public static MachineReport Machine { get; } = new() { Name = "testcpu-host", Cpu = "Test CPU @ 2.10GHz (2 processors)" };

    /// <summary>A case that was measured.</summary>
    public static CaseReport Case(string model = "resnet50", string? samples = null)
    {
        return CaseReport.Of(SampleReport.Key(model: model), CaseStatus.Ok) with
        {
            FrameworkVersion = "1.29.0",
            Macs = 4_089_184_256,
            SamplesFile = $"samples/{samples ?? model}.trace",
            Settings = new Dictionary<string, string> { ["threads"] = "2", ["transfers"] = "inside the timed region" },
        };
    }

    /// <summary>Writes a report; its folder comes from its name.</summary>
    public static string Write(string folder, params CaseReport[] cases)
    {
        return Write(folder, static report => report, cases);
    }

    /// <summary>Writes a report that is changed before.</summary>
    public static string Write(string folder, Func<RunReport, RunReport> change, params CaseReport[] cases)
    {
        Directory.CreateDirectory(Path.Combine(folder, "samples"));
        var report = new RunReport
        {
            Machine = Machine,
            Run = new RunInfo { Id = $"testcpu-host/{Path.GetFileName(folder)}-{Guid.NewGuid():N}", StartedUtc = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) },
            Cases = cases,
        };
        change(report).Write(Path.Combine(folder, RunReport.FileName));
        return folder;
    }

    /// <summary>Writes the trace of a case: one window for each part.</summary>
    public static void WriteTrace(string folder, string name, params double[][] partsMs)
    {
        var stamps = new List<long>();
        var windows = new List<TraceWindow>();
        long now = Stopwatch.Frequency;
        foreach (double[] part in partsMs)
        {
            long start = now;
            int first = stamps.Count / 2;
            foreach (double ms in part)
            {
                stamps.Add(now);
                now += (long)(ms * Stopwatch.Frequency / 1000);
                stamps.Add(now);
            }

            windows.Add(new TraceWindow(start, now, first, part.Length));
        }

        InferenceTrace.Write(Path.Combine(folder, "samples", $"{name}.trace"), stamps.ToArray(), windows, 0);
    }

    /// <summary>Writes several runs of one case, a launch each, and gives the folder that holds them.</summary>
    public static string WriteSide(string folder, SyntheticBuild build, Random random, int launches, int inferences, int cases = 1)
    {
        for (int launch = 0; launch < launches; launch++)
        {
            string run = Path.Combine(folder, $"2026-01-02-{launch}");
            CaseReport[] reports = [.. Enumerable.Range(0, cases).Select(i => Case($"model{i}"))];
            Write(run, reports);
            for (int i = 0; i < cases; i++)
            {
                SyntheticBuild scaled = build with { MedianMs = build.MedianMs * (1 + i) };
                WriteTrace(run, $"model{i}", scaled.Launch(random, inferences));
            }
        }

        return folder;
    }
}
