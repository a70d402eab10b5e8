namespace InferenceBench.Reporting.Page.Data;

/// <summary>Numbers values in the order of their first use, so that rows name them by number.</summary>
/// <typeparam name="T">What is numbered.</typeparam>
/// <param name="comparer">When two are the same; null: as they say themselves.</param>
internal sealed class Pool<T>(IEqualityComparer<T>? comparer = null)
    where T : class
{
    private readonly Dictionary<T, int> _numbers = new(comparer);
    private readonly List<T> _values = [];

    /// <summary>All values by their numbers.</summary>
    public IReadOnlyList<T> Values => _values;

    /// <summary>A value's number; −1 of null.</summary>
    /// <param name="value">The value.</param>
    public int NumberOf(T? value)
    {
        if (value is null)
        {
            return -1;
        }

        if (!_numbers.TryGetValue(value, out int number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }

        return number;
    }
}
