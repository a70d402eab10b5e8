using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using InferenceBench.Children.Native;
using InferenceBench.Cli;
using InferenceBench.Sampling.Recording;

namespace InferenceBench.Verbs.Power;

/// <summary><c>power measure</c>: runs a program and says what energy was used meanwhile. Exit code: the program's; 2 when it cannot be started.</summary>
internal static class PowerMeasure
{
    private const string Description = """
        run a program and print the energy that was used meanwhile

        The program keeps standard input, output and error; the figures go to standard error. With --json the document is all that goes to standard output, and
        what the program prints there goes to standard error. Sensors are opened, and their refresh is measured (up to 1 s), before the program starts. The exit
        code is the program's.
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var sensors = new SensorOptions();
        var json = new Option<bool>("--json") { Description = "one JSON document on standard output" };
        var interval = new Option<string?>("--interval") { HelpName = "TIME", Description = "time between readings, for example 100ms; default: by the sensor's refresh, at most 50 a second" };
        var program = new Argument<string[]>("COMMAND") { Arity = ArgumentArity.OneOrMore, Description = "the program and its arguments, after --" };
        var command = new Command("measure", Description) { json, interval, program };
        sensors.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            RequireDelimiter(result, program);
            var run = new MeasureRun(sensors.Parse(result), new SamplerSettings { Period = ParseInterval(interval.Name, result.GetValue(interval)) });
            return result.GetValue(json) ? RunForProgram(run, result.GetValue(program)!) : RunForPeople(run, result.GetValue(program)!);
        }));
        return command;
    }

    private static int RunForPeople(MeasureRun run, IReadOnlyList<string> command)
    {
        MeasureReport report = run.Run(command);
        Console.Error.Write(MeasurePage.Of(report));
        return report.ExitCode;
    }

    private static int RunForProgram(MeasureRun run, IReadOnlyList<string> command)
    {
        // Opened first: this stream keeps a descriptor of its own, and the program then gets standard error for both.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        StandardStreams.TakeStandardOutput().Dispose();
        MeasureReport report = run.Run(command);
        output.WriteLine(VerbOutput.ToJson(report));
        return report.ExitCode;
    }

    private static TimeSpan? ParseInterval(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        TimeSpan interval = Durations.Parse(option, text);
        return interval >= TimeSpan.FromMilliseconds(1) ? interval : throw new UsageException($"{option} {text}: shorter than 1ms");
    }

    // Without -- an option of the program that is also one of ours would be taken for ours.
    private static void RequireDelimiter(ParseResult result, Argument<string[]> program)
    {
        Token first = result.GetResult(program)!.Tokens[0];
        bool hasOptions = result.Tokens.SkipWhile(token => !ReferenceEquals(token, first)).Any(static token => token.Value.StartsWith('-'));
        if (hasOptions && result.Tokens.All(static token => token.Type != TokenType.DoubleDash))
        {
            throw new UsageException("write -- before the program, so that its options stay its own: power measure [--json] -- COMMAND");
        }
    }
}
