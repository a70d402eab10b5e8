using System.Globalization;
using System.Text;
using System.Text.Json;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import;

/// <summary>Reads values of a file whose types nobody vouches for: what is of the wrong one is left out and counted. Used by one thread for one file.</summary>
/// <param name="texts">Texts that files share.</param>
internal sealed class JsonValues(SharedTexts texts)
{
    // A file's texts of 256 MiB; real ones have some thousand characters.
    private const long MostCharacters = 1L << 27;
    private const int MostUnknownBytes = 1 << 24;
    private const int LongestShown = 40;

    private long _characters;
    private long _unknownBytes;
    private int _leftOut;
    private string? _firstLeftOut;

    /// <summary>The case that is being read, from 0; −1 outside the cases.</summary>
    public int Case { get; set; } = -1;

    /// <summary>What was left out, for people; null when nothing was.</summary>
    public string? LeftOut => _leftOut switch
    {
        0 => null,
        1 => $"left out: {_firstLeftOut}",
        _ => string.Create(CultureInfo.InvariantCulture, $"left out: {_firstLeftOut}, and {_leftOut - 1} more"),
    };

    /// <summary>A text; null for null and for what is none.</summary>
    /// <param name="reader">At the value; left at its end.</param>
    /// <param name="name">The property, for people.</param>
    /// <exception cref="InvalidDataException">The file's texts would take too much memory.</exception>
    public string? Text(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            Refuse(ref reader, name, "text");
            return null;
        }

        string text = texts.Read(ref reader, ref _characters);
        return _characters <= MostCharacters ? text : throw new InvalidDataException($"its texts are longer than {MostCharacters >> 20} million characters");
    }

    /// <summary>The texts of an array; replaces what is in the list.</summary>
    /// <param name="reader">At the value; left at its end.</param>
    /// <param name="name">The property, for people.</param>
    /// <param name="list">Takes the texts.</param>
    public void Texts(ref Utf8JsonReader reader, string name, List<string> list)
    {
        list.Clear();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Refuse(ref reader, name, "list");
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref reader, name) is string text)
            {
                list.Add(text);
            }
        }
    }

    /// <summary>The texts of an object by name; replaces what is in the list. Numbers and truth values stand as they are written.</summary>
    /// <param name="reader">At the value; left at its end.</param>
    /// <param name="name">The property, for people.</param>
    /// <param name="list">Takes names and texts.</param>
    public void Pairs(ref Utf8JsonReader reader, string name, List<(string Name, string Value)> list)
    {
        list.Clear();
        if (!IsObject(ref reader, name))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = texts.Read(ref reader, ref _characters);
            reader.Read();
            string? value = reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False
                ? Encoding.UTF8.GetString(reader.ValueSpan)
                : Text(ref reader, name);
            if (value is not null)
            {
                list.Add((key, value));
            }
        }
    }

    /// <summary>Whether an object begins; what is none is skipped.</summary>
    /// <param name="reader">At the value; left at its end when it is no object.</param>
    /// <param name="name">The property, for people.</param>
    public bool IsObject(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Refuse(ref reader, name, "object");
        return false;
    }

    /// <summary>A field that is not known here, with its name.</summary>
    /// <param name="reader">At its name; left at its end.</param>
    /// <exception cref="InvalidOperationException">A text in it is no Unicode.</exception>
    /// <exception cref="InvalidDataException">The file has too much that is not known.</exception>
    public (string Name, JsonElement Value) Unknown(ref Utf8JsonReader reader)
    {
        string name = texts.Read(ref reader, ref _characters);
        reader.Read();
        long start = reader.TokenStartIndex;
        CheckTexts(reader);
        JsonElement value = JsonElement.ParseValue(ref reader);
        _unknownBytes += reader.BytesConsumed - start;
        return _unknownBytes <= MostUnknownBytes
            ? (name, value)
            : throw new InvalidDataException($"more than {MostUnknownBytes >> 20} MiB of it is fields that are not known here; read it with the version that wrote it");
    }

    /// <summary>Notes that something was left out.</summary>
    /// <param name="what">What and why.</param>
    public void LeaveOut(string what)
    {
        _leftOut++;
        _firstLeftOut ??= Case < 0 ? what : string.Create(CultureInfo.InvariantCulture, $"cases[{Case}].{what}");
    }

    /// <summary>Checks that all texts of a value are Unicode: who writes the value on would stumble over one that is not.</summary>
    /// <param name="reader">At the value; a copy.</param>
    /// <exception cref="InvalidOperationException">One is not: half of a surrogate pair.</exception>
    public static void CheckTexts(Utf8JsonReader reader)
    {
        bool isNested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        int depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                reader.GetString();
            }
        }
        while (isNested && reader.Read() && reader.CurrentDepth > depth);
    }

    /// <summary>A number; null for null and for what is none.</summary>
    /// <param name="reader">At the value.</param>
    public static double? Number(ref Utf8JsonReader reader)
    {
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) ? value : null;
    }

    /// <summary>A value as people see it, in one short line; null for null.</summary>
    /// <param name="reader">At the value.</param>
    public static string? Shown(ref Utf8JsonReader reader)
    {
        string? text = reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String => $"\"{reader.GetString()}\"",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.StartObject => "an object",
            _ => reader.TokenType == JsonTokenType.True ? "true" : "false",
        };
        return text?.Length > LongestShown ? OneLine.Of(text[..LongestShown] + "…") : OneLine.Of(text);
    }

    private void Refuse(ref Utf8JsonReader reader, string name, string expected)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            LeaveOut($"{name} is no {expected}");
        }

        reader.TrySkip();
    }
}
