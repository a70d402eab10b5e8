using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using InferenceBench.Cli;
using InferenceBench.Sampling.Tegrastats;

namespace InferenceBench.Verbs.Power;

/// <summary><c>power parse-tegrastats</c>: reads a log of the tool. Exit code 0 when the log could be read, whatever its lines say.</summary>
internal static class PowerParseTegrastats
{
    private const string StandardInput = "-";

    // A log of days goes through in pieces.
    private const int FlushBytes = 1 << 16;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "log of tegrastats, one line per reading; - or nothing reads standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "one JSON document on standard output: an array with one element per line" };
        var command = new Command("parse-tegrastats", "what a log of tegrastats says: loads, memory, temperatures, rails, total power") { file, json };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            using StreamReader reader = Open(result.GetValue(file) ?? StandardInput);
            if (result.GetValue(json))
            {
                using Stream output = Console.OpenStandardOutput();
                WriteJson(reader, output);
            }
            else
            {
                WriteTable(reader, Console.Out);
            }

            return 0;
        }));
        return command;
    }

    /// <summary>Writes the document: one element per line of the log; what follows a last line feed is no line.</summary>
    /// <param name="reader">The log.</param>
    /// <param name="output">Where the document goes.</param>
    internal static void WriteJson(TextReader reader, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartArray();
        while (reader.ReadLine() is { } text)
        {
            TegrastatsLine? line = TegrastatsParser.Parse(text, out string? error);
            (line is null ? TegrastatsJson.OfError(error!) : TegrastatsJson.Of(line)).WriteTo(writer);
            if (writer.BytesPending > FlushBytes)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        output.Write("\n"u8);
    }

    /// <summary>Writes the table and the lines that cannot be read.</summary>
    /// <param name="reader">The log.</param>
    /// <param name="output">Where the table goes.</param>
    internal static void WriteTable(TextReader reader, TextWriter output)
    {
        var lines = new List<(int Number, TegrastatsLine Line)>();
        var unreadable = new List<(int Number, string Error)>();
        for (int number = 1; reader.ReadLine() is { } text; number++)
        {
            if (TegrastatsParser.Parse(text, out string? error) is { } line)
            {
                lines.Add((number, line));
            }
            else
            {
                unreadable.Add((number, error!));
            }
        }

        output.Write(lines.Count > 0 ? TegrastatsTable.Of(lines).ToString() : string.Empty);
        output.Write(FormattableString.Invariant($"lines: {lines.Count + unreadable.Count}, unreadable: {unreadable.Count}"));
        output.WriteLine(unreadable is [var first, ..] ? FormattableString.Invariant($"; the first is line {first.Number}: {first.Error}") : string.Empty);
    }

    private static StreamReader Open(string file)
    {
        if (file == StandardInput)
        {
            return new StreamReader(Console.OpenStandardInput());
        }

        string path = PathArgument.Parse("FILE", file);
        return Directory.Exists(path) ? throw new UsageException($"FILE: {path} is a folder; name a log of tegrastats") : new StreamReader(path);
    }
}
