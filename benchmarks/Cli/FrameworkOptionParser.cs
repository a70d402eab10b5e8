namespace InferenceBench.Cli;

/// <summary>Reads <c>--option FRAMEWORK.KEY=VALUE</c>.</summary>
internal static class FrameworkOptionParser
{
    /// <summary>Options by framework id, then key.</summary>
    /// <param name="texts">One text per option given; a later one wins over an earlier one of the same key.</param>
    /// <param name="frameworks">All framework ids; one may hold a dot (<c>tensorflow.net</c>), so the longest that fits is taken.</param>
    /// <exception cref="UsageException">A text has another form, or no such framework exists.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Parse(IReadOnlyList<string> texts, IReadOnlyList<string> frameworks)
    {
        var options = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            string path = equals < 0 ? text : text[..equals];
            int dot = path.IndexOf('.', StringComparison.Ordinal);
            if (equals < 0 || dot <= 0 || dot == path.Length - 1)
            {
                throw new UsageException($"--option {text}: write FRAMEWORK.KEY=VALUE");
            }

            string framework = frameworks
                .Where(id => path.StartsWith(id + ".", StringComparison.OrdinalIgnoreCase) && path.Length > id.Length + 1)
                .MaxBy(id => id.Length) ?? throw Suggestion.Unknown("--option", "framework", path[..dot], frameworks);
            if (!options.TryGetValue(framework, out Dictionary<string, string>? ofFramework))
            {
                options.Add(framework, ofFramework = new Dictionary<string, string>(StringComparer.Ordinal));
            }

            ofFramework[path[(framework.Length + 1)..]] = text[(equals + 1)..];
        }

        return options.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, string>)pair.Value);
    }
}
