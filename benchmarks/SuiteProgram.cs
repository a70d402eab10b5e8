using System.CommandLine;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Engine;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;
using InferenceBench.Verbs;
using InferenceBench.Verbs.Power;
using OneLine = InferenceBench.Reporting.Schema.OneLine;

namespace InferenceBench;

/// <summary>The whole program over a registry; the tests' own executable calls it with a registry of stand-ins.</summary>
public static class SuiteProgram
{
    private const int BadArguments = 2;

    private static readonly (string Name, Func<FrameworkRegistry, Command> Create)[] s_verbs =
    [
        ("compare", CompareVerb.Create),
        ("compare-scale", CompareScaleVerb.Create),
        ("doctor", DoctorVerb.Create),
        ("gate", GateVerb.Create),
        ("list", ListVerb.Create),
        ("models", ModelsVerb.Create),
        ("parity", ParityVerb.Create),
        ("power", PowerVerb.Create),
        ("publish", PublishVerb.Create),
    ];

    /// <summary>The first words of a command line that is no run.</summary>
    internal static IReadOnlyList<string> VerbNames { get; } = [.. s_verbs.Select(verb => verb.Name)];

    /// <summary>Runs a verb, a benchmark run or a child's job.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="registry">The frameworks.</param>
    /// <returns>Exit code: 0 all ran, 1 some case failed, 2 nothing ran or bad arguments.</returns>
    public static int Run(string[] args, FrameworkRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(registry);
        if (args is [ChildProgram.Switch, CaseChild.Kind, var write, var read])
        {
            return CaseChild.Run(write, read, registry);
        }

        if (ChildProgram.TryRun(args, registry, out int exitCode))
        {
            return exitCode;
        }

        try
        {
            return RunCommandLine(args, registry);
        }
        catch (Exception exception) when (exception is UsageException or OnnxModelException or ResultsException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {OneLine.Of(exception.Message)}");
            return BadArguments;
        }
#pragma warning disable CA1031 // The last resort: people get one line, whatever happens.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"error: {ExceptionText.Of(exception)}; this is a defect of the suite, please report it with its command line: {string.Join(' ', args)}");
            return BadArguments;
        }
    }

    private static int RunCommandLine(string[] args, FrameworkRegistry registry)
    {
        bool isVerb = args.Length > 0 && s_verbs.Any(verb => verb.Name == args[0]);
        bool wantsHelp = args.Any(argument => argument is "--help" or "-h" or "-?");
        RootCommand root = isVerb ? new RootCommand() : RunCommand.Create(registry, args);

        // Beside the run's own arguments a verb is a verb only in the first place: `--filter list` is a filter.
        foreach ((string name, Func<FrameworkRegistry, Command> create) in s_verbs)
        {
            if (isVerb ? name == args[0] : wantsHelp)
            {
                root.Subcommands.Add(create(registry));
            }
        }

        ParseResult result = root.Parse(args, RunLine.Configuration);
        return result.Errors is [var error, ..]
            ? throw new UsageException($"{error.Message} --help lists the options.")
            : result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
