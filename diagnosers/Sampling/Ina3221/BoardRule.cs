using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>How the total of a board follows from its rails.</summary>
/// <param name="Name">The board, for people.</param>
/// <param name="TotalRails">Rails whose sum is the total; without one of them there is no total.</param>
/// <param name="Scope">What the total covers.</param>
/// <param name="Marks">Groups of rails; a board with all rails of any group is this one.</param>
/// <param name="Note">What the total leaves out.</param>
internal sealed record BoardRule(string Name, IReadOnlyList<string> TotalRails, PowerScope Scope, IReadOnlyList<string[]> Marks, string Note)
{
    /// <summary>A part of the device tree's model that tells this board even when only its total rails are visible; null when rails must tell.</summary>
    public string? ModelMark { get; init; }
}
