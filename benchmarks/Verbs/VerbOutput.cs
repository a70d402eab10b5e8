using System.Text.Encodings.Web;
using System.Text.Json;
using InferenceBench.Cli;

namespace InferenceBench.Verbs;

/// <summary>How verbs speak: documents and tables on standard output, everything else on standard error, one line each.</summary>
internal static class VerbOutput
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // The document goes to a terminal or a file, never into HTML: names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TensorSpecJsonConverter() },
    };

    /// <summary>Prints one JSON document: camelCase, nulls written, numbers unrounded.</summary>
    /// <typeparam name="T">The document's type.</typeparam>
    /// <param name="document">The document.</param>
    public static void WriteJson<T>(T document)
    {
        Console.Out.WriteLine(ToJson(document));
    }

    /// <summary>The document as text.</summary>
    /// <typeparam name="T">The document's type.</typeparam>
    /// <param name="document">The document.</param>
    public static string ToJson<T>(T document)
    {
        return JsonSerializer.Serialize(document, s_options);
    }

    /// <summary>Runs a verb; a file system that refuses is the user's to mend, like a wrong argument.</summary>
    /// <param name="verb">The verb.</param>
    /// <exception cref="UsageException">A file or folder cannot be read or written.</exception>
    public static int Guard(Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
