using System.Globalization;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Names of nodes that TensorFlow accepts (<c>[A-Za-z0-9.][A-Za-z0-9_.\-/]*</c>), each given once; they resemble those of the file.</summary>
internal sealed class NodeNames
{
    private const int LongestHint = 200;

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>A name that was not given before.</summary>
    /// <param name="hint">What it resembles.</param>
    public string New(string hint)
    {
        string clean = Clean(hint);
        string name = clean;
        while (!_used.Add(name))
        {
            int number = _next[clean] = _next.GetValueOrDefault(clean, 0) + 1;
            name = string.Create(CultureInfo.InvariantCulture, $"{clean}_{number}");
        }

        return name;
    }

    private static string Clean(string hint)
    {
        string text = hint.Length > LongestHint ? hint[^LongestHint..] : hint;
        string clean = string.Concat(text.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/' ? letter : '_')).TrimStart('_', '-', '/');
        return clean.Length > 0 ? clean : "node";
    }
}
