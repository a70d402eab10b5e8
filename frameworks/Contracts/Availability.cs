namespace InferenceBench.Contracts;

/// <summary>Whether something can be used here; when not, why, and what to do about it.</summary>
/// <param name="IsAvailable">Whether it can be used.</param>
/// <param name="Reason">Why not: what failed, with which values. Null when available.</param>
/// <param name="Remedy">What the user can do about it. Null when available or when nothing helps.</param>
public sealed record Availability(bool IsAvailable, string? Reason = null, string? Remedy = null)
{
    /// <summary>It can be used.</summary>
    public static Availability Yes { get; } = new(true);

    /// <summary>It cannot be used.</summary>
    /// <param name="reason">Why not.</param>
    /// <param name="remedy">What to do about it.</param>
    public static Availability No(string reason, string? remedy = null)
    {
        return new Availability(false, reason, remedy);
    }

    /// <summary>Reason and remedy in one line: <c>REASON; REMEDY</c>.</summary>
    public string ToText()
    {
        string reason = Reason ?? (IsAvailable ? "available" : "not available");
        return Remedy is null ? reason : $"{reason}; {Remedy}";
    }
}
