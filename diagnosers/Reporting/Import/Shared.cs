using System.Collections.Concurrent;

namespace InferenceBench.Reporting.Import;

/// <summary>Makes equal values one object. Used by several threads; stops taking in new values when it is full, so that a hostile file cannot make it grow for ever.</summary>
/// <typeparam name="T">An immutable value.</typeparam>
/// <param name="most">Values that it holds at most.</param>
/// <param name="comparer">When two are equal; null: by their own rule.</param>
internal sealed class Shared<T>(int most, IEqualityComparer<T>? comparer = null)
    where T : class
{
    private readonly ConcurrentDictionary<T, T> _values = new(comparer ?? EqualityComparer<T>.Default);
    private int _count;

    /// <summary>The first value that equals this one.</summary>
    /// <param name="value">A value.</param>
    /// <param name="copy">Makes a value to keep of one that is going to change; null: it is kept as it is.</param>
    public T Of(T value, Func<T, T>? copy = null)
    {
        if (_values.TryGetValue(value, out T? known))
        {
            return known;
        }

        T kept = copy is null ? value : copy(value);
        if (Volatile.Read(ref _count) >= most)
        {
            return kept;
        }

        Interlocked.Increment(ref _count);
        return _values.GetOrAdd(kept, kept);
    }
}
