using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>The series of a whole comparison, numbered once: many charts sort the same cases into them.</summary>
internal sealed class SeriesCatalog
{
    private readonly Dictionary<ComparedCase, int> _byCase;
    private readonly List<SeriesKey> _keys = [];

    /// <summary>Numbers the series of all cases that ran.</summary>
    /// <param name="comparison">The comparison.</param>
    public SeriesCatalog(ResultComparison comparison)
    {
        _byCase = new Dictionary<ComparedCase, int>(comparison.Groups.Sum(static group => group.Cases.Count), ReferenceEqualityComparer.Instance);
        Dictionary<SeriesKey, int> numbers = [];
        HashSet<string> frameworks = [];
        foreach (ComparedCase result in comparison.Groups.SelectMany(static group => group.Cases))
        {
            SeriesKey key = SeriesKey.Of(result);
            if (!numbers.TryGetValue(key, out int number))
            {
                number = _keys.Count;
                numbers.Add(key, number);
                _keys.Add(key);
                frameworks.Add(key.Framework);
            }

            _byCase[result] = number;
        }

        Frameworks = frameworks.Order(StringComparer.Ordinal).Index().ToDictionary(static entry => entry.Item, static entry => entry.Index);
    }

    /// <summary>Numbers of the frameworks, by label, so that each has one colour in all charts.</summary>
    public IReadOnlyDictionary<string, int> Frameworks { get; }

    /// <summary>Number of series.</summary>
    public int Count => _keys.Count;

    /// <summary>The series of a number.</summary>
    /// <param name="number">0 to <see cref="Count"/> − 1.</param>
    public SeriesKey this[int number] => _keys[number];

    /// <summary>The number of a case's series.</summary>
    /// <param name="result">A case of the comparison that ran.</param>
    public int NumberOf(ComparedCase result)
    {
        return _byCase[result];
    }
}
