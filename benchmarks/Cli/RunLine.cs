using System.CommandLine;
using InferenceBench.Cases;
using InferenceBench.Registry;
using InferenceBench.Reporting.Publishing;

namespace InferenceBench.Cli;

/// <summary>The command line of a run: the suite's own options, <c>--filter</c>, and everything else for BenchmarkDotNet.</summary>
internal sealed class RunLine
{
    private readonly RunOptionsParser _parser = new();
    private readonly Option<string[]> _filter = FilterOption.Create();
    private readonly FrameworkRegistry _registry;

    /// <summary>The options, not yet declared anywhere.</summary>
    /// <param name="registry">All frameworks.</param>
    public RunLine(FrameworkRegistry registry)
    {
        _registry = registry;
    }

    /// <summary>How a command line is split into words.</summary>
    public static ParserConfiguration Configuration { get; } = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Declares the options on a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.Options.Add(_filter);
        _parser.AddTo(command);
    }

    /// <summary>The run to continue; null for a new one.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="UsageException">The path is empty.</exception>
    public string? ResumeDirectory(ParseResult result)
    {
        return _parser.ResumeDirectory(result);
    }

    /// <summary>Whether what stands beside <c>--resume</c> says which cases are to be there in the end; if not, the recorded command line does.</summary>
    /// <param name="result">The parsed command line.</param>
    public bool ChoosesCases(ParseResult result)
    {
        return _parser.ChoosesCases(result) || result.GetValue(_filter) is { Length: > 0 } || result.UnmatchedTokens.Count > 0;
    }

    /// <summary>Reads the options of a new run.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="isDefaultRun">The command line is empty.</param>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public (RunOptions Options, BenchmarkRequest Request) Read(ParseResult result, bool isDefaultRun)
    {
        return (_parser.Parse(result, _registry), BenchmarkRequest.Parse(result.GetValue(_filter) ?? [], result.UnmatchedTokens, isDefaultRun));
    }

    /// <summary>Reads the options of a run that is continued: those that stand beside <c>--resume</c> when they choose cases, else the recorded ones and these.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="recorded">The command line of the run's first start.</param>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public (RunOptions Options, BenchmarkRequest Request) ReadResumed(ParseResult result, IReadOnlyList<string> recorded)
    {
        if (ChoosesCases(result))
        {
            return Read(result, isDefaultRun: false);
        }

        var line = new RunLine(_registry);
        var command = new RootCommand();
        line.AddTo(command);
        var paths = PrivatePaths.OfProcess(SourceTree.Find());
        ParseResult parsed = command.Parse([.. recorded.Select(paths.Restore), .. _parser.IncidentalArguments(result)], Configuration);
        return parsed.Errors is [var error, ..]
            ? throw new UsageException($"--resume: the recorded command line ({string.Join(' ', recorded)}) is not understood: {error.Message} Give its options beside --resume")
            : line.Read(parsed, recorded.Count == 0);
    }
}
