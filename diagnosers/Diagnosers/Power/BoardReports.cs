using System.Globalization;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Jetson;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Turns the state of a board into its place in the report.</summary>
internal static class BoardReports
{
    /// <summary>The run with the state of its board; unchanged where nothing is known of one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="start">The state before the first case.</param>
    /// <param name="end">The state after the last case; null as long as it has not come.</param>
    public static RunInfo WithBoard(this RunInfo run, BoardState start, BoardState? end)
    {
        return !start.IsKnown ? run : run with
        {
            PowerMode = PowerMode(start),
            Board = (run.Board ?? new BoardReport()) with
            {
                Model = start.Model,
                L4t = start.L4tRelease,
                PowerModeId = start.PowerModeId,
                PowerModeName = start.PowerModeName,
                PowerModeConfSha256 = start.PowerModeConfSha256,
                ClocksLocked = start.AreClocksLocked,
                Fan = start.Fan,
                OverCurrentEvents = Sum(run.Board?.OverCurrentEvents, Events(start, end)),
            },
        };
    }

    /// <summary>What a reader should know of a board that changed during the run.</summary>
    /// <param name="start">The state before the first case.</param>
    /// <param name="end">The state after the last case.</param>
    public static IEnumerable<string> Changes(BoardState start, BoardState end)
    {
        string[] events = [.. Events(start, end).Where(static pair => pair.Value > 0).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))];
        if (events.Length > 0)
        {
            yield return $"over-current events during the run ({string.Join(", ", events)}): the board throttled; use a lower power mode or a stronger supply";
        }

        if (PowerMode(start) is { } before && PowerMode(end) is { } after && before != after)
        {
            yield return $"the power mode changed during the run from {before} to {after}";
        }
    }

    // A resumed run counts on from what it had when it was stopped.
    private static Dictionary<string, long> Sum(IReadOnlyDictionary<string, long>? before, Dictionary<string, long> events)
    {
        return (before ?? new Dictionary<string, long>()).Concat(events).GroupBy(static pair => pair.Key).ToDictionary(
            static group => group.Key, static group => group.Sum(static pair => pair.Value));
    }

    private static string? PowerMode(BoardState state)
    {
        return (state.PowerModeId, state.PowerModeName) switch
        {
            ({ } id, { } name) => string.Create(CultureInfo.InvariantCulture, $"{id}: {name}"),
            ({ } id, null) => id.ToString(CultureInfo.InvariantCulture),
            (null, var name) => name,
        };
    }

    private static Dictionary<string, long> Events(BoardState start, BoardState? end)
    {
        return end is null
            ? []
            : end.OverCurrentEvents.Where(pair => start.OverCurrentEvents.ContainsKey(pair.Key)).ToDictionary(
                static pair => pair.Key, pair => pair.Value - start.OverCurrentEvents[pair.Key]);
    }
}
