using System.CommandLine;
using InferenceBench.Cli;

namespace InferenceBench.Verbs.Compare;

/// <summary>The arguments of <c>compare</c>.</summary>
internal sealed class CompareArguments
{
    private readonly Argument<string[]> _paths = new("DIR")
    {
        Description = "folders with results, searched recursively, and result files",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _output = Declare("--out", "DIR", "write compare.md, compare.csv, compare.json, charts/*.svg and report.html into this folder");
    private readonly Option<string[]> _baseline = Declare("--baseline", "FRAMEWORK", "framework that speed-ups are relative to: ID, ID/VARIANT or its name in the table; default: onnxruntime");
    private readonly Option<string[]> _peakFlops = Declare("--peak-flops", "DEVICE=VALUE", "peak rate of a device for the roof of the FLOP/s chart, as in 'a2 cuda:0=18.1T' (repeatable)");
    private readonly Option<bool> _json = new("--json") { Description = "one JSON document on standard output" };

    /// <summary>Declares the arguments on a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        foreach (Option option in new Option[] { _output, _baseline, _peakFlops, _json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads and checks the values.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="UsageException">There is no path, or an option is given twice or is empty.</exception>
    public CompareRequest Parse(ParseResult result)
    {
        string[] paths = result.GetValue(_paths) ?? [];
        if (paths.Length == 0)
        {
            throw new UsageException("compare: name at least one folder with results: compare DIR… [--out DIR]");
        }

        return new CompareRequest(
            [.. paths.Select(static path => PathArgument.Parse("compare", path)).Distinct()],
            Single(result, _output) is { } output ? PathArgument.Parse(_output.Name, output) : null,
            Single(result, _baseline),
            result.GetValue(_peakFlops) ?? [],
            result.GetValue(_json));
    }

    private static string? Single(ParseResult result, Option<string[]> option)
    {
        return (result.GetValue(option) ?? []) switch
        {
            [] => null,
            [{ Length: > 0 } value] => value,
            [_] => throw new UsageException($"{option.Name}: the value is empty"),
            _ => throw new UsageException($"{option.Name} is given more than once"),
        };
    }

    private static Option<string[]> Declare(string name, string helpName, string description)
    {
        return new Option<string[]>(name) { HelpName = helpName, Description = description };
    }
}
