using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Scale;

namespace InferenceBench.Verbs;

/// <summary><c>compare-scale</c>: what <c>compare</c> itself takes for many results. A benchmark of the suite, not of frameworks; no page for users names it.</summary>
internal static class CompareScaleVerb
{
    /// <summary>The command.</summary>
    /// <param name="registry">Not used: results are generated.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        var folders = new Option<string>("--folders") { Description = "sizes of the set, growing", DefaultValueFactory = static _ => "100,300,1000" };
        var cases = new Option<int>("--cases") { Description = "cases of each folder", DefaultValueFactory = static _ => 100 };
        var repetitions = new Option<int>("--repetitions") { Description = "comparisons of each set; the median counts", DefaultValueFactory = static _ => 3 };
        var keep = new Option<string>("--keep") { Description = "new folder in which results and comparison stay" };
        var command = new Command("compare-scale", "Measures time and memory of compare over generated results.") { Hidden = true };
        command.Options.Add(folders);
        command.Options.Add(cases);
        command.Options.Add(repetitions);
        command.Options.Add(keep);
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            int[] sizes = Sizes(result.GetValue(folders)!);
            int casesOfEach = AtLeastOne(cases.Name, result.GetValue(cases));
            string? folder = result.GetValue(keep) is { } path ? PathArgument.Parse(keep.Name, path) : null;
            using var run = new CompareScaleRun(casesOfEach, AtLeastOne(repetitions.Name, result.GetValue(repetitions)), folder);
            return Run(run, sizes, casesOfEach);
        }));
        return command;
    }

    private static int Run(CompareScaleRun run, int[] sizes, int cases)
    {
        List<ScaleMeasurement> measurements = [];
        foreach (int folders in sizes)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folders} folders of {cases} cases"));
            measurements.Add(run.Measure(folders));
        }

        Console.Out.Write(CompareScaleTable.Render(measurements));
        return 0;
    }

    private static int[] Sizes(string text)
    {
        string[] parts = text.Split(',');
        int[] sizes = [.. parts.Select(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0)];
        bool grows = sizes.Zip(sizes.Skip(1)).All(static pair => pair.First < pair.Second);
        return grows && sizes[0] > 0 ? sizes : throw new UsageException($"--folders {text}: whole numbers that grow, such as 100,300,1000");
    }

    private static int AtLeastOne(string option, int value)
    {
        return value > 0 ? value : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} {value}: at least 1"));
    }
}
