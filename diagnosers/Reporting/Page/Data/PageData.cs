using System.Globalization;
using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Page.Data;

/// <summary>
/// What the page's script reads: columns, rows as arrays that name texts by their number, then the tables of numbers. <c>Assets/report.js</c> names the places of a row
/// in the same order.
/// </summary>
internal sealed class PageData
{
    /// <summary>Runs of which a row names the files at most.</summary>
    public const int MostOrigins = 8;

    private readonly Pool<string> _texts = new();
    private readonly Pool<RowOrigin> _origins = new(ReferenceEqualityComparer.Instance);
    private readonly Pool<string> _settings = new(StringComparer.Ordinal);
    private readonly PageRows _rows;
    private readonly IReadOnlyList<PageColumn> _columns;

    private PageData(PageRows rows, IReadOnlyList<PageColumn> columns)
    {
        _rows = rows;
        _columns = columns;
    }

    /// <summary>Writes the data as JSON that may stand in HTML.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns of figures.</param>
    /// <param name="output">Takes the JSON.</param>
    public static void Write(PageRows rows, IReadOnlyList<PageColumn> columns, TextWriter output)
    {
        new PageData(rows, columns).WriteAll(output);
    }

    private void WriteAll(TextWriter output)
    {
        using JsonText json = new(output);
        Utf8JsonWriter writer = json.Writer;
        writer.WriteStartObject();
        WriteColumns(writer);
        writer.WriteStartArray("rows");
        foreach (PageRow row in _rows.Rows)
        {
            WriteRow(writer, row);
            json.Relieve();
        }

        writer.WriteEndArray();
        WriteOrigins(json);
        WriteTexts(json, "settings", _settings.Values, isJson: true);
        WriteFlags(writer);
        WriteTexts(json, "texts", _texts.Values, isJson: false);
        writer.WriteEndObject();
    }

    private void WriteColumns(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("columns");
        foreach (PageColumn column in _columns)
        {
            writer.WriteStartObject();
            writer.WriteString("id", column.Id);
            writer.WriteString("name", column.Name);
            writer.WriteString("unit", column.Unit);
            writer.WriteNumber("scale", column.Scale);
            writer.WriteNumber("better", column.Direction switch { FigureDirection.HigherIsBetter => 1, FigureDirection.LowerIsBetter => -1, _ => 0 });
            writer.WriteString("legend", column.Legend);
            writer.WriteString("group", column.Group);
            writer.WriteBoolean("energy", column.IsEnergy);
            writer.WriteBoolean("shown", column.IsShownFirst);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter writer, PageRow row)
    {
        ResultRow source = row.Row;
        CaseKey key = source.Key;
        writer.WriteStartArray();
        string?[] texts =
        [
            row.Case.FrameworkLabel, source.FrameworkVersion, key.Framework, key.Variant, key.Provider, key.Device, row.Case.DeviceLabel, source.Origin.Machine, key.Model,
            key.Precision, source.Scenario, source.Status, source.Reason, source.PowerSource, source.EnergyScope, source.Transfers, source.SamplesFile,
            source.Origin.PowerMode,
        ];
        foreach (string? text in texts)
        {
            writer.WriteNumberValue(_texts.NumberOf(text));
        }

        writer.WriteNumberValue(key.Batch);
        writer.WriteNumberValue(row.TimeSet);
        writer.WriteNumberValue(row.EnergySet);
        writer.WriteNumberValue(row.Runs);
        writer.WriteNumberValue(source.Settings.Count == 0 ? -1 : _settings.NumberOf(JsonOf(source.Settings)));
        WriteFigures(writer, row);
        WriteRemarks(writer, row);
        WriteParity(writer, source.Parity);
        WriteNumbers(writer, row.Runs == 1 ? [_origins.NumberOf(source.Origin)] : row.Case.Rows.Reverse().Take(MostOrigins).Select(run => _origins.NumberOf(run.Origin)));
        writer.WriteEndArray();
    }

    private void WriteFigures(Utf8JsonWriter writer, PageRow row)
    {
        writer.WriteStartArray();
        foreach (PageColumn column in _columns)
        {
            if (column.ValueOf(row) is { } value && double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private void WriteRemarks(Utf8JsonWriter writer, PageRow row)
    {
        WriteNumbers(writer, row.Flags.SelectMany(flag => new[] { _texts.NumberOf(flag.Code), _texts.NumberOf(flag.Detail) }));
        WriteNumbers(writer, row.Row.Notes.Select(_texts.NumberOf));
    }

    private static void WriteNumbers(Utf8JsonWriter writer, IEnumerable<int> numbers)
    {
        writer.WriteStartArray();
        foreach (int number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private void WriteParity(Utf8JsonWriter writer, ParityResult? parity)
    {
        if (parity is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        WriteEach(writer, parity.Status, parity.Reason, parity.Reference);
        foreach (double? value in (ReadOnlySpan<double?>)[parity.MaxAbs, parity.MaxRel, parity.Cosine, parity.PsnrDb, parity.Top1])
        {
            if (value is { } number && double.IsFinite(number))
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private void WriteEach(Utf8JsonWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (string? text in texts)
        {
            writer.WriteNumberValue(_texts.NumberOf(text));
        }
    }

    private void WriteOrigins(JsonText json)
    {
        Utf8JsonWriter writer = json.Writer;
        writer.WriteStartArray("origins");
        foreach (RowOrigin origin in _origins.Values)
        {
            string dirty = origin.IsDirty switch { true => "dirty", false => "clean", null => "" };
            string? started = origin.StartedUtc?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            writer.WriteStartArray();
            WriteEach(writer, origin.File, origin.Format, origin.RunId, started, origin.Commit, dirty, origin.Machine);
            writer.WriteEndArray();
            json.Relieve();
        }

        writer.WriteEndArray();
    }

    private void WriteFlags(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("flags");
        foreach (string code in _rows.Rows.SelectMany(static row => row.Flags).Select(static flag => flag.Code).Distinct().Order(StringComparer.Ordinal))
        {
            writer.WriteString(code, FlagLegend.Of(code));
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(JsonText json, string name, IEnumerable<string> texts, bool isJson)
    {
        json.Writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            if (isJson)
            {
                json.Writer.WriteRawValue(text, skipInputValidation: true);
            }
            else
            {
                json.Writer.WriteStringValue(text);
            }

            json.Relieve();
        }

        json.Writer.WriteEndArray();
    }

    // Settings are the same for many rows: each set is written once, as an array of names and values.
    private string JsonOf(IReadOnlyDictionary<string, string> settings)
    {
        IEnumerable<int> numbers = settings.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { _texts.NumberOf(pair.Key), _texts.NumberOf(pair.Value) });
        return $"[{string.Join(',', numbers)}]";
    }
}
