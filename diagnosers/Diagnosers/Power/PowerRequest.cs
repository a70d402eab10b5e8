namespace InferenceBench.Diagnosers.Power;

/// <summary>What the command line says of power.</summary>
public sealed record PowerRequest
{
    /// <summary>The sources that were named, the primary one first; empty leaves the choice to the suite.</summary>
    public IReadOnlyList<PowerSelection> Sources { get; init; } = [];

    /// <summary>Whether nothing is to be read.</summary>
    public bool IsNone { get; init; }

    /// <summary>How long idle power is measured before the first and after the last case; null is the default rule of <see cref="PowerPlan.IdleFor"/>.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Id of the power mode to set for the run; null leaves it alone.</summary>
    public int? Mode { get; init; }

    /// <summary>The most time that one case may take: so long readings are kept.</summary>
    public TimeSpan LongestCase { get; init; }

    /// <summary>Folder that stands for <c>/</c> where sensors and the board's state are read.</summary>
    public string Root { get; init; } = "/";
}
