using System.CommandLine;
using System.Globalization;
using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Verbs;

/// <summary><c>list</c>: the cases that a run with the same options would execute, in its order.</summary>
public static class ListVerb
{
    /// <summary>The verb.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        var line = new RunLine(registry);
        var json = new Option<bool>("--json") { Description = "print one JSON document" };
        var command = new Command("list", "the cases that a run with the same options would execute");
        command.Options.Add(json);
        line.AddTo(command);
        command.SetAction(result =>
        {
            RunPlan plan = Plan(registry, line, result, isDefaultRun: result.Tokens.Count == (result.GetValue(json) ? 2 : 1));
            Print([.. plan.Runs.Select(planned => planned.Key)], result.GetValue(json));
            foreach (string line in plan.Skips.Select(Describe).Distinct())
            {
                Console.Error.WriteLine(line);
            }

            foreach ((string framework, string reason) in plan.Missing)
            {
                Console.Error.WriteLine($"not here: {framework}: {reason}");
            }

            return 0;
        });
        return command;
    }

    private static RunPlan Plan(FrameworkRegistry registry, RunLine line, ParseResult result, bool isDefaultRun)
    {
        RunReport? recorded = line.ResumeDirectory(result) is { } directory ? ResumedRun.Read(directory) : null;
        (RunOptions options, BenchmarkRequest request) = recorded is null ? line.Read(result, isDefaultRun) : line.ReadResumed(result, recorded.Run.Arguments);
        RunPlan plan = RunPlan.Create(registry, options, request, _ => { });
        return recorded is null ? plan : plan.LeaveOut(recorded);
    }

    private static string Describe(PlannedCase skipped)
    {
        return $"skipped: {skipped.Key.Model} on {skipped.Target.JobId} {skipped.Key.Device}: {skipped.SkipReason}";
    }

    private static void Print(IReadOnlyList<CaseKey> keys, bool asJson)
    {
        if (asJson)
        {
            VerbOutput.WriteJson(keys);
            return;
        }

        var table = new TextTable("framework", "variant", "provider", "device", "model", ">batch", "precision");
        foreach (CaseKey key in keys)
        {
            table.Add(key.Framework, key.Variant, key.Provider, key.Device, key.Model, key.Batch.ToString(CultureInfo.InvariantCulture), key.Precision);
        }

        Console.Out.Write(table);
    }
}
