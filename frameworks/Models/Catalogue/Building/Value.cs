namespace InferenceBench.Models.Catalogue.Building;

/// <summary>A tensor between two nodes of a graph under construction.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">Its shape at batch 1, batch first.</param>
/// <param name="Mean">Expected mean of its elements over seeded weights and input.</param>
/// <param name="Variance">Expected variance of its elements: what the weights that read it are scaled by.</param>
internal sealed record Value(string Name, IReadOnlyList<long> Shape, double Mean, double Variance)
{
    /// <summary>Expected mean of the squared elements.</summary>
    public double SecondMoment => (Mean * Mean) + Variance;

    /// <summary>Channels of a value in NCHW or NC layout.</summary>
    public long Channels => Shape[1];

    /// <summary>Elements at batch 1.</summary>
    public long ElementCount => Shape.Aggregate(1L, static (product, dimension) => product * dimension);
}
