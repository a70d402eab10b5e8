using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>
/// Reads a case token by token: a graph of objects for each case costs three times the time and memory. What is of the wrong type is left out and counted; a figure
/// that cannot be is left out and the row says so. Used by one thread.
/// </summary>
/// <param name="pool">What rows share.</param>
internal sealed class CaseReader(ReportPool pool)
{
    private readonly CaseDraft _draft = new();
    private readonly CaseRow _row = new(pool);
    private JsonValues _values = new(pool.Texts);

    /// <summary>What was left out of the file so far.</summary>
    public JsonValues Values => _values;

    /// <summary>Forgets the file before.</summary>
    public void StartFile()
    {
        _values = new JsonValues(pool.Texts);
    }

    /// <summary>Reads a case.</summary>
    /// <param name="reader">At its opening brace, the whole of it in memory; left at its closing brace.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="index">Its place among the cases, from 0.</param>
    public ResultRow Read(ref Utf8JsonReader reader, RowOrigin origin, int index)
    {
        _draft.Clear();
        _values.Case = index;
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = CaseNames.Case.Find(ref reader, ref next);
            if (field < 0)
            {
                (string name, JsonElement value) = _values.Unknown(ref reader);
                (_draft.Unknown ??= new Dictionary<string, JsonElement>())[name] = value;
                continue;
            }

            reader.Read();
            ReadField((CaseField)field, ref reader);
        }

        return _row.Of(_draft, origin);
    }

    private void ReadField(CaseField field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case CaseField.Batch:
                ReadBatch(ref reader);
                break;
            case CaseField.Notes:
                _values.Texts(ref reader, "notes", _draft.Notes);
                break;
            case CaseField.LatencyMs:
                ReadFigures(ref reader, "latencyMs", CaseNames.Latency, CaseNames.LatencyFigures);
                break;
            case CaseField.ColdStartMs:
                ReadFigures(ref reader, "coldStartMs", CaseNames.ColdStart, CaseNames.ColdStartFigures);
                break;
            case CaseField.DeviceMs:
                ReadFigures(ref reader, "deviceMs", CaseNames.Device, CaseNames.DeviceFigures);
                break;
            case CaseField.Parity:
                ReadParity(ref reader);
                break;
            case CaseField.Energy:
                ReadEnergy(ref reader);
                break;
            case CaseField.Settings:
                _values.Pairs(ref reader, "settings", _draft.Settings);
                break;
            default:
                ReadPlain(field, ref reader);
                break;
        }
    }

    private void ReadPlain(CaseField field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case CaseField.Benchmark or CaseField.WarmUp or CaseField.ManagedBytesPerInference or CaseField.Windows or CaseField.LaunchWindows or CaseField.PowerFile
                or CaseField.EnergySources:
                reader.TrySkip();
                break;
            case CaseField.Cov:
                ReadFigure(ref reader, Figure.CovPercent, 100);
                break;
            case CaseField.InferencesPerSecond:
                ReadFigure(ref reader, Figure.InferencesPerSecond);
                break;
            case CaseField.ImagesPerSecond:
                ReadFigure(ref reader, Figure.ImagesPerSecond);
                break;
            case CaseField.PeakResidentBytes:
                ReadFigure(ref reader, Figure.PeakResidentBytes);
                break;
            case CaseField.Macs:
                ReadFigure(ref reader, Figure.Macs);
                break;
            default:
                _draft[field] = _values.Text(ref reader, CaseNames.CaseTexts[(int)field]);
                break;
        }
    }

    private void ReadBatch(ref Utf8JsonReader reader)
    {
        bool isNumber = reader.TokenType == JsonTokenType.Number;
        _draft.Batch = isNumber && reader.TryGetInt32(out int batch) && batch > 0 ? batch : 0;
        _draft.NoBatch = _draft.Batch > 0 ? null : JsonValues.Shown(ref reader);
        reader.TrySkip();
    }

    private void ReadFigures(ref Utf8JsonReader reader, string name, NameTable names, Figure?[] figures)
    {
        if (!_values.IsObject(ref reader, name))
        {
            return;
        }

        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int place = names.Find(ref reader, ref next);
            reader.Read();
            if (place >= 0 && figures[place] is Figure figure)
            {
                ReadFigure(ref reader, figure);
            }
            else
            {
                reader.TrySkip();
            }
        }
    }

    private void ReadFigure(ref Utf8JsonReader reader, Figure figure, double scale = 1)
    {
        double? value = JsonValues.Number(ref reader) * scale;
        bool isPossible = value is double number && FigureLimits.Allow(figure, number);
        _draft.Figures.Set(figure, isPossible ? value : null);
        if (!isPossible && reader.TokenType != JsonTokenType.Null)
        {
            _draft.Impossible.Add($"{FigureInfo.Of(figure).Id} {JsonValues.Shown(ref reader)}");
        }

        reader.TrySkip();
    }

    private void ReadParity(ref Utf8JsonReader reader)
    {
        _draft.Parity = null;
        if (!_values.IsObject(ref reader, "parity"))
        {
            return;
        }

        string?[] texts = new string?[3];
        double?[] numbers = new double?[5];
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int place = CaseNames.Parity.Find(ref reader, ref next);
            reader.Read();
            if (place is >= 0 and < 3)
            {
                texts[place] = _values.Text(ref reader, "parity");
            }
            else
            {
                if (place >= 3)
                {
                    numbers[place - 3] = JsonValues.Number(ref reader) is double number && double.IsFinite(number) ? number : null;
                }

                reader.TrySkip();
            }
        }

        _draft.Parity = pool.Parities.Of(
            new ParityResult(texts[0] ?? "n/a", texts[1], texts[2], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
    }

    private void ReadEnergy(ref Utf8JsonReader reader)
    {
        _draft.ClearEnergy();
        if (!_values.IsObject(ref reader, "energy"))
        {
            return;
        }

        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int place = CaseNames.Energy.Find(ref reader, ref next);
            reader.Read();
            ReadEnergyField((EnergyField)place, ref reader);
        }
    }

    private void ReadEnergyField(EnergyField field, ref Utf8JsonReader reader)
    {
        switch (field)
        {
            case EnergyField.Source:
                _draft.PowerSource = _values.Text(ref reader, "energy.source");
                break;
            case EnergyField.Scope:
                _draft.EnergyScope = _values.Text(ref reader, "energy.scope");
                break;
            case EnergyField.Reason:
                _draft.EnergyReason = _values.Text(ref reader, "energy.reason");
                break;
            case EnergyField.Flags:
                _values.Texts(ref reader, "energy.flags", _draft.EnergyFlags);
                break;
            case EnergyField.Notes:
                _values.Texts(ref reader, "energy.notes", _draft.EnergyNotes);
                break;
            case EnergyField.ThrottleReasons:
                _values.Texts(ref reader, "energy.throttleReasons", _draft.Throttles);
                break;
            default:
                if (FigureOf(field) is Figure figure)
                {
                    ReadFigure(ref reader, figure);
                }
                else
                {
                    reader.TrySkip();
                }

                break;
        }
    }

    private static Figure? FigureOf(EnergyField field)
    {
        return field switch
        {
            EnergyField.PerInferenceJoulesGross => Figure.EnergyJoules,
            EnergyField.PerInferenceJoulesNet => Figure.NetEnergyJoules,
            EnergyField.UncertaintyJoules => Figure.EnergyUncertaintyJoules,
            EnergyField.MeanWatts => Figure.PowerWatts,
            EnergyField.IdleWatts => Figure.IdleWatts,
            EnergyField.GpuUtilizationPercent => Figure.GpuPercent,
            EnergyField.MemoryUsedBytes => Figure.DeviceMemoryBytes,
            EnergyField.MaxTemperatureC => Figure.MaxTemperatureC,
            EnergyField.MeanSmClockMhz => Figure.SmClockMhz,
            _ => null,
        };
    }
}
