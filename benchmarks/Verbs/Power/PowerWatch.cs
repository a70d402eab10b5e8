using System.CommandLine;
using System.Diagnostics;
using InferenceBench.Cli;
using InferenceBench.Sampling.Sources;
using InferenceBench.Toolchain;
using InferenceBench.Verbs.Native;

namespace InferenceBench.Verbs.Power;

/// <summary><c>power watch</c>: what the sensors say, line by line, until Ctrl-C. Exit code 1 when a sensor vanishes, 2 when there is none.</summary>
internal static class PowerWatch
{
    private const int SensorLost = 1;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var options = new SensorOptions();
        var interval = new Option<string>("--interval") { HelpName = "100ms", Description = "time between lines; default: 100ms" };
        var count = new Option<int?>("--count") { HelpName = "N", Description = "end after N lines; default: at Ctrl-C" };
        var csv = new Option<bool>("--csv") { Description = "rows t_ns,source,rail,value,unit; counters as they are" };
        var command = new Command("watch", "read power sensors again and again") { interval, count, csv };
        options.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() => Run(
            options.Parse(result), ParseInterval(interval.Name, result.GetValue(interval)), ParseCount(count.Name, result.GetValue(count)), result.GetValue(csv))));
        return command;
    }

    private static TimeSpan ParseInterval(string option, string? text)
    {
        var interval = Durations.Parse(option, text ?? "100ms");
        return interval >= TimeSpan.FromMilliseconds(1) ? interval : throw new UsageException($"{option} {text}: the shortest interval is 1ms");
    }

    private static long ParseCount(string option, int? count)
    {
        return count is null or > 0 ? count ?? long.MaxValue : throw new UsageException($"{option} {count}: must be at least 1");
    }

    private static int Run(SensorSelection selection, TimeSpan interval, long count, bool isCsv)
    {
        IReadOnlyList<SensorAttempt> attempts = selection.Open();
        IPowerSource[] sources = [.. attempts.Select(static attempt => attempt.Source).OfType<IPowerSource>()];
        try
        {
            Explain(attempts, sources.Length > 0);
            Watch(sources, interval, count, isCsv);
            return 0;
        }
        catch (PowerSourceException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return SensorLost;
        }
        finally
        {
            Array.ForEach(sources, static source => source.Dispose());
        }
    }

    private static void Explain(IReadOnlyList<SensorAttempt> attempts, bool hasSource)
    {
        if (!hasSource)
        {
            throw new UsageException($"no power sensor can be read: {string.Join("; ", attempts.Select(static attempt => $"{attempt.Id}: {attempt.Reason}"))}");
        }

        foreach (SensorAttempt attempt in attempts.Where(static attempt => attempt is { Source: null, IsAbsent: false }))
        {
            Console.Error.WriteLine($"{attempt.Id}: {attempt.Reason}");
        }
    }

    private static void Watch(IReadOnlyList<IPowerSource> sources, TimeSpan interval, long count, bool isCsv)
    {
        using var cancellation = new RunCancellation();
        using var stop = new ManualResetEventSlim();
        using IDisposable registration = cancellation.OnRequest(stop.Set);
        var loop = new WatchLoop(sources, Console.Out);
        var table = new WatchTable(sources);
        long start = Stopwatch.GetTimestamp();
        for (long line = 0; line < count && !stop.IsSet && !StandardOutput.IsClosed(); line++)
        {
            loop.Read();
            Write(loop, table, line, Stopwatch.GetElapsedTime(start).TotalSeconds, isCsv);

            // Against the start: a slow line does not delay all later ones.
            TimeSpan pause = ((line + 1) * interval) - Stopwatch.GetElapsedTime(start);
            if (line + 1 < count && pause > TimeSpan.Zero)
            {
                stop.Wait(pause);
            }
        }
    }

    private static void Write(WatchLoop loop, WatchTable table, long line, double seconds, bool isCsv)
    {
        if (isCsv)
        {
            if (line == 0)
            {
                loop.WriteCsvHeader();
            }

            loop.WriteCsv();
            return;
        }

        if (line % WatchTable.LinesPerHeader == 0)
        {
            Console.Out.WriteLine(table.Header);
        }

        loop.WriteRow(table, seconds);
    }
}
