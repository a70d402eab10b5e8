namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>The cases that no other one beats in both: at least as much throughput at no more power, and better in one.</summary>
internal static class ParetoFront
{
    /// <summary>The points of the front, throughput and power growing. Of equal points one is taken.</summary>
    /// <param name="points">Gain (more is better) and cost (less is better) of each.</param>
    public static IReadOnlyList<(double Gain, double Cost)> Of(IEnumerable<(double Gain, double Cost)> points)
    {
        List<(double Gain, double Cost)> front = [];
        double least = double.PositiveInfinity;
        (double Gain, double Cost)[] sorted = [.. points];
        Array.Sort(sorted, static (left, right) => left.Gain == right.Gain ? left.Cost.CompareTo(right.Cost) : right.Gain.CompareTo(left.Gain));
        foreach ((double gain, double cost) in sorted)
        {
            if (cost < least)
            {
                front.Add((gain, cost));
                least = cost;
            }
        }

        front.Reverse();
        return front;
    }
}
