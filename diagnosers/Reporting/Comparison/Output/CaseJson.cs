using System.Text.Json;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>A case in <c>compare.json</c>.</summary>
internal static class CaseJson
{
    private static readonly FigureInfo[] s_figures = [.. FigureInfo.All];
    private static readonly JsonEncodedText[] s_figureNames = [.. s_figures.Select(static info => JsonEncodedText.Encode(info.Id))];

    /// <summary>Writes a case.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="found">The case.</param>
    /// <param name="runOf">Numbers of the runs.</param>
    /// <param name="shared">What rows share.</param>
    public static void Write(Utf8JsonWriter json, ComparedCase found, IReadOnlyDictionary<RowOrigin, int> runOf, SharedJson shared)
    {
        json.WriteStartObject();
        WriteKey(json, found);
        WriteFigures(json, found.Figures);
        json.WriteNumberOrNull("speedUp", found.SpeedUp);
        WriteMask(json, "best", found.BestOnDevice);
        WriteMask(json, "bestOfAll", found.BestOfAll);
        WriteFlags(json, found.Flags);
        json.WriteStartArray("rows");
        foreach (ResultRow row in found.Rows)
        {
            WriteRow(json, row, runOf[row.Origin], found.Rows.Count > 1, shared);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, ComparedCase found)
    {
        CaseKey key = found.Key;
        json.WriteString("framework", key.Framework);
        json.WriteString("variant", JsonFields.NullIfEmpty(key.Variant));
        json.WriteString("provider", JsonFields.NullIfEmpty(key.Provider));
        json.WriteString("device", JsonFields.NullIfEmpty(key.Device));
        json.WriteString("model", key.Model);
        json.WriteNumberOrNull("batch", key.Batch == 0 ? null : key.Batch);
        json.WriteString("precision", JsonFields.NullIfEmpty(key.Precision));
        json.WriteString("scenario", found.Newest.Scenario);
        json.WriteString("machine", found.Newest.Origin.Machine);
        json.WriteString("frameworkLabel", found.FrameworkLabel);
        json.WriteString("deviceLabel", found.DeviceLabel);
        json.WriteString("frameworkVersion", found.Newest.FrameworkVersion);
        json.WriteString("status", found.Status);
        json.WriteString("reason", found.Newest.Reason);
        json.WriteString("energyScope", found.Newest.EnergyScope);
        json.WriteString("transfers", found.Newest.Transfers);
    }

    private static void WriteRow(Utf8JsonWriter json, ResultRow row, int run, bool hasOwnFigures, SharedJson shared)
    {
        json.WriteStartObject();
        json.WriteNumber("run", run);
        if (hasOwnFigures)
        {
            WriteFigures(json, row.Figures);
        }

        json.WriteString("powerSource", row.PowerSource);
        json.WritePropertyName("parity");
        if (row.Parity is null)
        {
            json.WriteNullValue();
        }
        else
        {
            shared.Write(json, row.Parity, static (json, parity) => JsonSerializer.Serialize(json, parity, ReportingJson.Readable.ParityResult));
        }

        json.WriteTexts("notes", row.Notes);
        json.WritePropertyName("settings");
        shared.Write(json, row.Settings, static (json, settings) => WriteSettings(json, settings));
        json.WriteString("samplesFile", row.SamplesFile);
        json.WriteUnknownFields(row.Unknown);
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, IReadOnlyDictionary<string, string> settings)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in settings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, FigureSet figures)
    {
        json.WriteStartObject("figures");
        for (int i = 0; i < s_figures.Length; i++)
        {
            if (figures[s_figures[i].Figure] is { } value)
            {
                json.WriteNumber(s_figureNames[i], value);
            }
            else
            {
                json.WriteNull(s_figureNames[i]);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteMask(Utf8JsonWriter json, string name, FigureMask mask)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < s_figures.Length && !mask.IsEmpty; i++)
        {
            if (mask.Contains(s_figures[i].Figure))
            {
                json.WriteStringValue(s_figureNames[i]);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteFlags(Utf8JsonWriter json, IReadOnlyList<RowFlag> flags)
    {
        json.WriteStartArray("flags");
        foreach (RowFlag flag in flags)
        {
            json.WriteStartObject();
            json.WriteString("code", flag.Code);
            json.WriteString("detail", flag.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
