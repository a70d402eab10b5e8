using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary><c>power read</c>: what all sensors of this machine say now. Exit code 2 when nothing could be read.</summary>
internal static class PowerRead
{
    private const int NothingRead = 2;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var options = new SensorOptions();
        var json = new Option<bool>("--json") { Description = "one JSON document on standard output" };
        var command = new Command("read", "read all power sensors once") { json };
        options.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() => Run(options.Parse(result), result.GetValue(json))));
        return command;
    }

    private static int Run(SensorSelection selection, bool isJson)
    {
        IReadOnlyList<SensorAttempt> attempts = selection.Open();
        PowerReadSource[] sources = [.. attempts.Where(static attempt => !attempt.IsAbsent).Select(Read)];
        bool hasReading = sources.Any(static source => source.HasReading);
        if (isJson)
        {
            VerbOutput.WriteJson(new { sources });
            return hasReading ? 0 : NothingRead;
        }

        Console.Out.Write(PowerReadPage.Of(sources));
        if (hasReading)
        {
            return 0;
        }

        Console.Error.WriteLine($"error: no power sensor can be read\n{WhyNothing(attempts, sources)}");
        return NothingRead;
    }

    private static PowerReadSource Read(SensorAttempt attempt)
    {
        using IPowerSource? source = attempt.Source;
        if (source is null)
        {
            return PowerReadSource.Unreadable(attempt.Id, attempt.Reason ?? "it cannot be opened");
        }

        try
        {
            return new SourceReader(source).Read();
        }
        catch (PowerSourceException e)
        {
            return PowerReadSource.Unreadable(attempt.Id, e.Message);
        }
    }

    private static string WhyNothing(IReadOnlyList<SensorAttempt> attempts, IReadOnlyList<PowerReadSource> sources)
    {
        IEnumerable<(string Id, string? Reason)> absent = attempts.Where(static attempt => attempt.IsAbsent).Select(static attempt => (attempt.Id, attempt.Reason));
        IEnumerable<(string Id, string? Reason)> unreadable = sources.Select(static source => (source.Id, source.Notes is [var first, ..] ? first : null));
        return string.Join('\n', absent.Concat(unreadable).Select(static sensor => $"  {sensor.Id}: {sensor.Reason}"));
    }
}
