using System.Text.Json;

namespace InferenceBench.Reporting.Import;

/// <summary>Reads tokens of a <see cref="JsonFile"/> and loads more of it when they run out.</summary>
internal ref struct JsonFileReader
{
    /// <summary>The token that was read last; to read on in a value that <see cref="LoadValue"/> has loaded.</summary>
    public Utf8JsonReader Json;

    private readonly JsonFile _file;

    /// <summary>Starts at the beginning of a file.</summary>
    /// <param name="file">An open file of which nothing was read.</param>
    public JsonFileReader(JsonFile file)
    {
        _file = file;
        Json = new Utf8JsonReader(file.Bytes, file.IsLast, default);
    }

    /// <summary>The next token; false at the end of the file.</summary>
    /// <exception cref="JsonException">It is no valid JSON.</exception>
    public bool Read()
    {
        while (!Json.Read())
        {
            if (_file.IsLast)
            {
                return false;
            }

            Load();
        }

        return true;
    }

    /// <summary>Sees to it that the whole next value is in memory.</summary>
    /// <exception cref="JsonException">It is no valid JSON.</exception>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public void LoadValue()
    {
        while (!_file.IsLast)
        {
            Utf8JsonReader ahead = Json;
            if (ahead.Read() && (ahead.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || ahead.TrySkip()))
            {
                return;
            }

            Load();
        }
    }

    /// <summary>Skips the value whose name or first token was read, however long it is.</summary>
    /// <exception cref="JsonException">It is no valid JSON.</exception>
    public void Skip()
    {
        if (Json.TokenType == JsonTokenType.PropertyName)
        {
            Read();
        }

        int depth = Json.CurrentDepth;
        if (Json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (Read() && Json.CurrentDepth > depth)
            {
            }
        }
    }

    private void Load()
    {
        JsonReaderState state = Json.CurrentState;
        _file.More((int)Json.BytesConsumed);
        Json = new Utf8JsonReader(_file.Bytes, _file.IsLast, state);
    }
}
