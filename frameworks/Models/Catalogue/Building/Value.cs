namespace InferenceBench.Models.Catalogue.Building;

/// <summary>A tensor between two nodes of a graph under construction.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">Its shape at batch 1, batch first.</param>
/// <param name="SecondMoment">Expected mean of its squared elements over seeded weights and input: what the weights that read it are scaled by.</param>
/// <param name="PositiveMoment">The share of <paramref name="SecondMoment"/> that its positive elements carry: what a rectifier leaves.</param>
internal sealed record Value(string Name, IReadOnlyList<long> Shape, double SecondMoment, double PositiveMoment)
{
    /// <summary>Channels of a value in NCHW or NC layout.</summary>
    public long Channels => Shape[1];

    /// <summary>Elements at batch 1.</summary>
    public long ElementCount => Shape.Aggregate(1L, static (product, dimension) => product * dimension);
}
