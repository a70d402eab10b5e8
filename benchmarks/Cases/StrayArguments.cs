using BenchmarkDotNet.ConsoleArguments;
using CommandLine;
using InferenceBench.Cli;

namespace InferenceBench.Cases;

/// <summary>Arguments that belong to no option. BenchmarkDotNet drops them without a word, and a mistyped verb would start the whole benchmark.</summary>
internal static class StrayArguments
{
    /// <summary>Refuses arguments that belong to no option of BenchmarkDotNet.</summary>
    /// <param name="arguments">The arguments that are not the suite's own.</param>
    /// <exception cref="UsageException">There is one; the message names what it may have meant.</exception>
    public static void Refuse(IReadOnlyList<string> arguments)
    {
        // Settings as in BenchmarkDotNet's ConfigParser: which words are an option's values depends on them.
        using var parser = new Parser(settings =>
        {
            settings.CaseSensitive = false;
            settings.CaseInsensitiveEnumValues = true;
            settings.EnableDashDash = true;
            settings.IgnoreUnknownArguments = false;
            settings.HelpWriter = null;
        });

        // What the parser refuses, BenchmarkDotNet refuses, too, with a message of its own. @FILE is its way to read arguments from a file.
        string? stray = parser.ParseArguments<Options>(arguments).Value?.Strays.FirstOrDefault(argument => !argument.StartsWith('@'));
        if (stray is not null)
        {
            throw Explain(stray);
        }
    }

    private static UsageException Explain(string stray)
    {
        if (SuiteProgram.VerbNames.Contains(stray, StringComparer.OrdinalIgnoreCase))
        {
            return new UsageException($"{stray}: a verb comes first and in lower case; write InferenceBench {stray.ToLowerInvariant()} …");
        }

        return Path.Exists(stray)
            ? new UsageException($"{stray}: belongs to no option; a model is given as --model-file {stray}")
            : Suggestion.Unknown("InferenceBench", "verb", stray, SuiteProgram.VerbNames);
    }

    private sealed class Options : CommandLineOptions
    {
        [Value(0)]
        public IEnumerable<string> Strays { get; set; } = [];
    }
}
