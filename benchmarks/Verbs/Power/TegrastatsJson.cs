using System.Globalization;
using System.Text.Json.Nodes;
using InferenceBench.Sampling.Tegrastats;

namespace InferenceBench.Verbs.Power;

/// <summary>One element of <c>power parse-tegrastats --json</c>.</summary>
/// <remarks>
/// Its keys are in snake_case, unlike those of the suite's other documents: other readers of tegrastats use these. A key is absent when the line does not say it;
/// null stands for what is missing inside something that is there (a clock, a load), for a core that is off, and for a total that is not known.
/// </remarks>
internal static class TegrastatsJson
{
    /// <summary>The element of a line that cannot be read.</summary>
    /// <param name="error">Why.</param>
    public static JsonObject OfError(string error)
    {
        return new JsonObject { ["error"] = error };
    }

    /// <summary>The element of a line.</summary>
    /// <param name="line">The line.</param>
    public static JsonObject Of(TegrastatsLine line)
    {
        JsonObject element = Present(
            ("timestamp_local", line.LocalTime?.ToString("s", CultureInfo.InvariantCulture)),
            ("ram", Of(line.Ram)),
            ("swap", line.Swap is { } swap ? Present(("used_mb", swap.UsedMegabytes), ("total_mb", swap.TotalMegabytes), ("cached_mb", swap.CachedMegabytes)) : null),
            ("iram", line.Iram is { } iram ? Present(("used_kb", iram.UsedKilobytes), ("total_kb", iram.TotalKilobytes), ("lfb_kb", iram.LargestFreeBlockKilobytes)) : null),
            ("cpus", line.Cpus is { } cpus ? new JsonArray([.. cpus.Select(Of)]) : null),
            ("emc", Of(line.Emc)),
            ("gr3d", Of(line.Gr3d)),
            ("gr3d2", Of(line.Gr3d2)),
            ("mts", line.Mts is { } mts ? Present(("fg_pct", mts.ForegroundPercent), ("bg_pct", mts.BackgroundPercent)) : null),
            ("engines", Map(line.Engines, Of)),
            ("temps_c", Map(line.TemperaturesCelsius, static celsius => celsius)),
            ("temps_invalid", line.UnpoweredZones.Count > 0 ? new JsonArray([.. line.UnpoweredZones]) : null),
            ("rails_mw", Map(line.Rails, Of)),
            ("nc_rails", line.NotConnectedRails > 0 ? line.NotConnectedRails : null));
        element["total_w"] = line.TotalWatts;
        if (line.IsIncomplete)
        {
            element["incomplete"] = true;
        }

        return element;
    }

    private static JsonObject? Of(RamUse? ram)
    {
        return ram is null ? null : Present(
            ("used_mb", ram.UsedMegabytes), ("total_mb", ram.TotalMegabytes), ("lfb_blocks", ram.LargestFreeBlocks), ("lfb_bytes", ram.LargestFreeBlockBytes));
    }

    private static JsonObject? Of(ClockedLoad? load)
    {
        return load is null ? null : new JsonObject { ["load_pct"] = load.LoadPercent, ["mhz"] = load.Megahertz };
    }

    private static JsonObject? Of(GpuLoad? gpu)
    {
        return gpu is null ? null : new JsonObject { ["load_pct"] = gpu.LoadPercent, ["mhz"] = new JsonArray([.. gpu.Megahertz]) };
    }

    private static JsonNode Of(EngineState engine)
    {
        return engine.IsOn
            ? new JsonObject { ["on"] = true, ["load_pct"] = engine.LoadPercent, ["mhz"] = engine.Megahertz }
            : new JsonObject { ["on"] = false };
    }

    private static JsonNode Of(RailPower rail)
    {
        return Present(("cur_mw", rail.CurrentMilliwatts), ("avg_mw", rail.AverageMilliwatts), ("third_mw", rail.ThirdMilliwatts));
    }

    private static JsonObject? Map<T>(IReadOnlyDictionary<string, T> entries, Func<T, JsonNode> convert)
    {
        return entries.Count == 0 ? null : new JsonObject(entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, convert(entry.Value))));
    }

    private static JsonObject Present(params (string Key, JsonNode? Value)[] entries)
    {
        return new JsonObject(entries.Where(static entry => entry.Value is not null).Select(static entry => KeyValuePair.Create(entry.Key, entry.Value)));
    }
}
