using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Reporting.Publishing;

namespace InferenceBench.Verbs;

/// <summary><c>publish</c>: the results' index and the README's table and chart, from the runs below <c>results/</c>.</summary>
internal static class PublishVerb
{
    /// <summary>The command.</summary>
    /// <param name="registry">Not used: results speak for themselves.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        var root = new Option<string>("--root") { Description = "the checkout whose results/ and README.md are meant (default: the one that this program was built in)" };
        var command = new Command("publish", "Brings the results' index and the README's table and chart up to date.");
        command.Options.Add(root);
        command.SetAction(result => VerbOutput.Guard(() => Run(RootOf(result.GetValue(root)))));
        return command;
    }

    private static string RootOf(string? option)
    {
        return option is not null
            ? PathArgument.Parse("--root", option)
            : SourceTree.Find() ?? throw new UsageException("publish works in a checkout of the suite, and this program was not built in one; --root names it");
    }

    private static int Run(string root)
    {
        try
        {
            string results = Path.Combine(root, "results");
            RunShelf shelf = RunShelf.Read(results);
            foreach (string problem in shelf.Problems)
            {
                Console.Error.WriteLine($"left out: {problem}");
            }

            IReadOnlyList<PublishedRun> runs = PublishedRuns.Choose(results, shelf.Runs, Publication.ListedFolders(root), PrivatePaths.OfProcess(root), Console.Error.WriteLine);
            IReadOnlyList<PublishedFile> changed = Publication.Write(root, Publication.Of(root, runs));
            Print(runs.Count, changed);
            return shelf.Problems.Count > 0 ? 1 : 0;
        }
        catch (PublishException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }

    private static void Print(int runs, IReadOnlyList<PublishedFile> changed)
    {
        foreach (PublishedFile file in changed)
        {
            Console.Out.WriteLine($"updated {file.Path}");
        }

        string count = FormattableString.Invariant($"{runs} published {(runs == 1 ? "run" : "runs")}");
        Console.Out.WriteLine(changed.Count == 0 ? $"{count}; everything was up to date" : count);
    }
}
