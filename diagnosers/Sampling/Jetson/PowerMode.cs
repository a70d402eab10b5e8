namespace InferenceBench.Sampling.Jetson;

/// <summary>A power mode. Ids and names mean something only on one kind of board with one <c>nvpmodel.conf</c>.</summary>
/// <param name="Id">Its id; null when it is not known.</param>
/// <param name="Name">Its name; null when it is not known.</param>
internal sealed record PowerMode(int? Id, string? Name)
{
    /// <summary>Whether its id or its name is known.</summary>
    public bool IsKnown => Id is not null || Name is not null;

    /// <summary>For people: <c>MAXN (0)</c>.</summary>
    public override string ToString()
    {
        return (Id, Name) switch
        {
            (null, null) => "unknown",
            (null, _) => Name,
            (_, null) => FormattableString.Invariant($"{Id}"),
            _ => FormattableString.Invariant($"{Name} ({Id})"),
        };
    }
}
