namespace InferenceBench.Contracts;

/// <summary>What the build says of a C++ shim, in the text file beside it: lines of <c>KEY=VALUE</c>; <c>reason</c> and <c>remedy</c> where it was not built.</summary>
public sealed class ShimFacts
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ShimFacts()
    {
    }

    /// <summary>Why the shim was not built, beginning with <c>not built</c>; null when it was.</summary>
    public string? Reason => Find("reason") is { } reason ? reason.StartsWith("not built", StringComparison.Ordinal) ? reason : $"not built: {reason}" : null;

    /// <summary>What to do about it; null when it was built.</summary>
    public string? Remedy => Find("remedy");

    /// <summary>Reads the file of a shim.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What helps when the file does not say.</param>
    /// <exception cref="NativeLibraryException">The shim was not built.</exception>
    public static ShimFacts Read(string path, string remedy)
    {
        if (!File.Exists(path))
        {
            throw new NativeLibraryException($"not built: there is no {path}", remedy);
        }

        ShimFacts facts = Parse(File.ReadLines(path));
        return facts.Reason is null ? facts : throw new NativeLibraryException(facts.Reason, facts.Remedy ?? remedy);
    }

    /// <summary>Reads lines; unknown keys are left alone.</summary>
    /// <param name="lines">The lines.</param>
    public static ShimFacts Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var facts = new ShimFacts();
        foreach (string line in lines)
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                facts._values[line[..equals].Trim()] = line[(equals + 1)..].Trim();
            }
        }

        return facts;
    }

    /// <summary>The value of a key; null when it is missing or empty.</summary>
    /// <param name="key">The key.</param>
    public string? Find(string key)
    {
        return _values.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;
    }
}
