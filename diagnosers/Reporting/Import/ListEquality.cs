namespace InferenceBench.Reporting.Import;

/// <summary>Lists are equal when their elements are, in order.</summary>
/// <typeparam name="T">Element.</typeparam>
internal sealed class ListEquality<T> : IEqualityComparer<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public bool Equals(IReadOnlyList<T>? x, IReadOnlyList<T>? y)
    {
        if (x is null || y is null || x.Count != y.Count)
        {
            return ReferenceEquals(x, y);
        }

        for (int i = 0; i < x.Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(x[i], y[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(IReadOnlyList<T> obj)
    {
        var hash = default(HashCode);
        for (int i = 0; i < obj.Count; i++)
        {
            hash.Add(obj[i]);
        }

        return hash.ToHashCode();
    }
}
