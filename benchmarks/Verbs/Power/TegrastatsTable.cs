using System.Globalization;
using InferenceBench.Sampling.Tegrastats;

namespace InferenceBench.Verbs.Power;

/// <summary>What <c>power parse-tegrastats</c> prints for people: a row per line, a column per rail; blank where a line does not say it.</summary>
internal static class TegrastatsTable
{
    /// <summary>The table.</summary>
    /// <param name="lines">Lines that could be read, with their numbers from 1.</param>
    public static TextTable Of(IReadOnlyList<(int Number, TegrastatsLine Line)> lines)
    {
        string[] rails = [.. lines.SelectMany(static entry => entry.Line.Rails.Keys).Distinct()];
        var table = new TextTable(
            [">line", "time", ">GPU %", ">EMC %", ">RAM MB", ">hottest C", ">total W", .. rails.Select(static rail => $">{rail} W"), "note"]);
        foreach ((int number, TegrastatsLine line) in lines)
        {
            table.Add([
                number.ToString(CultureInfo.InvariantCulture),
                line.LocalTime?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
                Text(line.Gr3d?.LoadPercent, "0.#"),
                Text(line.Emc?.LoadPercent, "0.#"),
                line.Ram is { } ram ? Text(ram.UsedMegabytes, "0") + "/" + Text(ram.TotalMegabytes, "0") : "",
                Text(line.HottestCelsius, "0.0"),
                Text(line.TotalWatts, "0.000"),
                .. rails.Select(rail => Text(line.Rails.TryGetValue(rail, out RailPower? power) ? power.CurrentMilliwatts / 1000.0 : null, "0.000")),
                line.IsIncomplete ? "incomplete" : "",
            ]);
        }

        return table;
    }

    private static string Text(double? value, string format)
    {
        return value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
    }
}
