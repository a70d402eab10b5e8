using InferenceBench.Diagnosers.Power;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Cli;

/// <summary>Reads <c>--power-source auto|nvml|ina3221|rapl|tegrastats|replay:FILE|none</c>; a list names several.</summary>
internal static class PowerSourceParser
{
    private const string Option = "--power-source";
    private const string Auto = "auto";
    private const string None = "none";
    private const string Replay = ReplayTrace.SourceId + ":";

    /// <summary>The request that the values make; its idle time, mode and root are those of the default.</summary>
    /// <param name="values">The values given, each one source or a list; empty for the default.</param>
    /// <exception cref="UsageException">A source does not exist, or <c>auto</c> or <c>none</c> is not alone.</exception>
    public static PowerRequest Parse(IReadOnlyList<string> values)
    {
        string[] items = [.. values.SelectMany(Split).Distinct(StringComparer.Ordinal)];
        if (values.Count > 0 && items.Length == 0)
        {
            throw new UsageException($"{Option}: the list is empty; write for example {Option} nvml,rapl");
        }

        string? alone = items.FirstOrDefault(static item => Is(item, Auto) || Is(item, None));
        return alone switch
        {
            null => new PowerRequest { Sources = [.. items.Select(Select).Distinct()] },
            _ when items.Length > 1 => throw new UsageException($"{Option} {string.Join(',', items)}: {alone} stands alone"),
            _ => new PowerRequest { IsNone = Is(alone, None) },
        };
    }

    // The name of a trace may hold commas.
    private static string[] Split(string value)
    {
        bool isOneFile = IsReplay(value) && File.Exists(value[Replay.Length..]);
        return isOneFile ? [value] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static PowerSelection Select(string item)
    {
        if (IsReplay(item))
        {
            return new PowerSelection(ReplayTrace.SourceId, ReplayFile: PathArgument.Parse($"{Option} {Replay}", item[Replay.Length..]));
        }

        return PowerSensors.Find(item) is { } sensor
            ? new PowerSelection(sensor.Id)
            : throw Suggestion.Unknown(Option, "power source", item, [Auto, .. PowerSensors.All.Select(static sensor => sensor.Id), $"{Replay}FILE", None]);
    }

    private static bool IsReplay(string item)
    {
        return item.StartsWith(Replay, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Is(string item, string name)
    {
        return item.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
