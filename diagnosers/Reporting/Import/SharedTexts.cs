using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace InferenceBench.Reporting.Import;

/// <summary>Texts of JSON, equal ones as one object: found by their bytes, so that a text that is known costs no memory. Used by several threads.</summary>
internal sealed class SharedTexts
{
    // Longer ones are hardly ever the same twice.
    private const int Longest = 256;
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<string, string> _texts;
    private readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private int _count;

    /// <summary>No text yet.</summary>
    public SharedTexts()
    {
        _texts = new(StringComparer.Ordinal);
        _bySpan = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The text that a reader stands at.</summary>
    /// <param name="reader">At a string or a property's name.</param>
    /// <param name="added">Grows by the characters of a text that was not known.</param>
    /// <exception cref="InvalidOperationException">The text is no Unicode.</exception>
    public string Read(ref Utf8JsonReader reader, ref long added)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > Longest)
        {
            string text = reader.GetString()!;
            added += text.Length;
            return text.Length > Longest ? text : Share(text);
        }

        Span<char> characters = stackalloc char[Longest];
        int length = Encoding.UTF8.GetChars(reader.ValueSpan, characters);
        if (_bySpan.TryGetValue(characters[..length], out string? known))
        {
            return known;
        }

        added += length;
        return Share(characters[..length].ToString());
    }

    private string Share(string text)
    {
        if (Volatile.Read(ref _count) >= Most)
        {
            return text;
        }

        Interlocked.Increment(ref _count);
        return _texts.GetOrAdd(text, text);
    }
}
