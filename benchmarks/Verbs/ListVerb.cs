using System.CommandLine;
using System.Globalization;
using InferenceBench.Cases;
using InferenceBench.Cli;
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
        var parser = new RunOptionsParser();
        var json = new Option<bool>("--json") { Description = "print one JSON document" };
        var command = new Command("list", "the cases that a run with the same options would execute") { TreatUnmatchedTokensAsErrors = false };
        Option<string[]> filter = FilterOption.Create();
        command.Options.Add(filter);
        command.Options.Add(json);
        parser.AddTo(command);
        command.SetAction(result =>
        {
            bool isDefaultRun = result.Tokens.Count == (result.GetValue(json) ? 2 : 1);
            var request = BenchmarkRequest.Parse(result.GetValue(filter) ?? [], result.UnmatchedTokens, isDefaultRun);
            RunPlan plan = RunPlan.Create(registry, parser.Parse(result, registry), request, _ => { });
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
