using System.Globalization;

namespace InferenceBench.Reporting.Comparison.Labels;

/// <summary>Gives every taker a text of its own.</summary>
internal sealed class UniqueTexts
{
    private readonly Dictionary<string, int> _taken = [];

    /// <summary>The first of some texts that nobody has; when all are taken, the last with a number.</summary>
    /// <param name="wished">Texts in the order of preference.</param>
    public string Take(params ReadOnlySpan<string> wished)
    {
        foreach (string text in wished)
        {
            if (_taken.TryAdd(text, 1))
            {
                return text;
            }
        }

        string last = wished[^1];
        while (true)
        {
            string numbered = string.Create(CultureInfo.InvariantCulture, $"{last} #{++_taken[last]}");
            if (_taken.TryAdd(numbered, 1))
            {
                return numbered;
            }
        }
    }
}
