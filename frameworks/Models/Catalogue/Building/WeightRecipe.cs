namespace InferenceBench.Models.Catalogue.Building;

/// <summary>How the elements of one initializer are drawn: uniformly from <c>Centre ± HalfWidth</c>.</summary>
/// <param name="Name">The initializer; with the model's name and the seed it chooses the stream of random numbers.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="Centre">Centre of the range.</param>
/// <param name="HalfWidth">Half the width of the range, positive.</param>
/// <param name="BalancedRow">Length of the rows whose mean is subtracted from their elements; 0 leaves the elements alone.</param>
internal sealed record WeightRecipe(string Name, long Count, float Centre, float HalfWidth, int BalancedRow);
