using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>Reads reports one after the other, without ever holding one in memory as a whole. Used by one thread.</summary>
/// <param name="pool">What rows share.</param>
/// <param name="mostRows">Cases of one report at most: some bytes are enough for a case, and a row takes many times as much.</param>
internal sealed class ReportReader(ReportPool pool, int mostRows = 2_000_000) : IDisposable
{
    private static readonly NameTable s_names = new("schema", "machine", "run", "cases");

    private readonly JsonFile _file = new();
    private readonly CaseReader _cases = new(pool);
    private List<ResultRow> _rows = [];

    /// <summary>Reads a report; whatever is in it, this does not throw.</summary>
    /// <param name="file">The file.</param>
    public ReportContent Read(ResultFile file)
    {
        try
        {
            RowOrigin origin = ReadRows(file);
            _rows.TrimExcess();
            return new ReportContent(file, origin.RunId, _rows, _cases.Values.LeftOut);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new ReportContent(file, null, null, FileProblem.Of(exception));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return new ReportContent(file, null, null, exception is JsonException ? $"it is no whole report: {JsonProblem.Of(exception)}" : exception.Message);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as an escape.
            return new ReportContent(file, null, null, "a text in it is no Unicode");
        }
        finally
        {
            _rows = [];
            _file.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
    }

    private RowOrigin ReadRows(ResultFile file)
    {
        var header = new ReportHeader();
        _cases.StartFile();
        RowOrigin? origin = null;
        if (!Pass(file, header, ref origin))
        {
            // Something about the run stood behind the cases: now that it is known, they are read again.
            origin = header.ToOrigin(file);
            _cases.StartFile();
            Pass(file, null, ref origin);
        }

        return origin ?? header.ToOrigin(file);
    }

    // Whether the header was whole before the cases, so that the rows are right.
    private bool Pass(ResultFile file, ReportHeader? header, ref RowOrigin? origin)
    {
        _rows.Clear();
        _file.Open(file.FullPath);
        var reader = new JsonFileReader(_file);
        if (!reader.Read() || reader.Json.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidDataException("it is no report of this suite: no object");
        }

        bool isInOrder = true;
        bool hasCases = false;
        int next = 0;
        while (reader.Read() && reader.Json.TokenType == JsonTokenType.PropertyName)
        {
            int name = s_names.Find(ref reader.Json, ref next);
            if (name == 3)
            {
                origin ??= header is { Machine: not null, Run: not null } ? header.ToOrigin(file) : null;
                isInOrder &= origin is not null;
                hasCases = true;
                ReadCases(ref reader, origin);
            }
            else if (header is not null)
            {
                isInOrder &= !hasCases;
                ReadHeader(ref reader, header, name);
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the report's brace: nothing, or it is no JSON.
        while (reader.Read())
        {
        }

        return isInOrder;
    }

    private void ReadHeader(ref JsonFileReader reader, ReportHeader header, int name)
    {
        reader.LoadValue();
        if (name < 0)
        {
            (string unknown, JsonElement value) = _cases.Values.Unknown(ref reader.Json);
            (header.Unknown ??= new Dictionary<string, JsonElement>())[unknown] = value;
            return;
        }

        reader.Read();
        JsonValues.CheckTexts(reader.Json);
        switch (name)
        {
            case 0:
                header.Schema = reader.Json.TokenType == JsonTokenType.Number && reader.Json.TryGetInt32(out int schema) ? schema : 0;
                reader.Skip();
                break;
            case 1:
                header.Machine = JsonSerializer.Deserialize(ref reader.Json, ReportingJson.Default.MachineReport);
                break;
            default:
                header.Run = JsonSerializer.Deserialize(ref reader.Json, ReportingJson.Default.RunInfo);
                break;
        }
    }

    private void ReadCases(ref JsonFileReader reader, RowOrigin? origin)
    {
        _rows.Clear();
        reader.Read();
        if (origin is null || reader.Json.TokenType == JsonTokenType.Null)
        {
            reader.Skip();
            return;
        }

        if (reader.Json.TokenType != JsonTokenType.StartArray)
        {
            throw new InvalidDataException("it is no report of this suite: cases is no list");
        }

        for (int i = 0; ; i++)
        {
            reader.LoadValue();
            reader.Read();
            if (reader.Json.TokenType == JsonTokenType.EndArray)
            {
                break;
            }

            AddCase(ref reader, origin, i);
        }

        _cases.Values.Case = -1;
    }

    private void AddCase(ref JsonFileReader reader, RowOrigin origin, int index)
    {
        if (reader.Json.TokenType != JsonTokenType.StartObject)
        {
            _cases.Values.Case = -1;
            _cases.Values.LeaveOut(FormattableString.Invariant($"cases[{index}] is no object"));
            reader.Skip();
            return;
        }

        if (_rows.Count == mostRows)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it has more than {mostRows} cases"));
        }

        _rows.Add(_cases.Read(ref reader.Json, origin, index));
    }
}
