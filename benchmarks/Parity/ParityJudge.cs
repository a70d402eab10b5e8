using System.Globalization;

namespace InferenceBench.Parity;

/// <summary>Compares all outputs of a model with their references and applies the limits of a precision.</summary>
internal static class ParityJudge
{
    /// <summary>Judges outputs. They are matched by name where all names are known on both sides, else by position.</summary>
    /// <param name="expected">The references.</param>
    /// <param name="actual">The outputs.</param>
    /// <param name="batch">Number of samples in the input.</param>
    /// <param name="limits">The limits.</param>
    public static ParityVerdict Judge(IReadOnlyList<OutputValues> expected, IReadOnlyList<OutputValues> actual, long batch, ParityLimits limits)
    {
        if (expected.Count == 0 || expected.Count != actual.Count)
        {
            return ParityVerdict.Incomparable($"it has {Outputs(actual.Count)}, the reference {Outputs(expected.Count)}");
        }

        var comparisons = new List<OutputComparison>();
        string? reason = null;
        for (int i = 0; i < actual.Count; i++)
        {
            OutputValues output = actual[i];
            OutputValues reference = Match(expected, actual, i);
            if (output.Values.Length != reference.Values.Length)
            {
                return ParityVerdict.Incomparable(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name(output, i)} has {output.Values.Length} elements, the reference {reference.Values.Length}"));
            }

            int samples = Samples(output, batch);
            OutputComparison comparison = OutputComparer.Compare(reference.Values, output.Values, samples, HasScores(output, samples), limits);
            comparisons.Add(comparison);
            reason ??= Breach(comparison, limits, reference.Values, output.Values) is { } breach ? $"{Name(output, i)}: {breach}" : null;
        }

        return ParityVerdict.Of(reason, comparisons);
    }

    private static OutputValues Match(IReadOnlyList<OutputValues> expected, IReadOnlyList<OutputValues> actual, int index)
    {
        bool sameNames = actual.All(output => expected.Count(reference => reference.Name == output.Name) == 1);
        return sameNames ? expected.First(reference => reference.Name == actual[index].Name) : expected[index];
    }

    private static int Samples(OutputValues output, long batch)
    {
        bool hasBatch = batch > 1 && (output.Shape is null || (output.Shape.Count > 0 && output.Shape[0] == batch));
        return hasBatch && output.Values.Length % batch == 0 ? (int)batch : 1;
    }

    // Class scores lie along one dimension: [N, C], [C], [N, C, 1, 1]. The highest value of a feature map names no class.
    private static bool HasScores(OutputValues output, int samples)
    {
        return output.Shape is null || output.Shape.Skip(samples > 1 ? 1 : 0).Count(static dimension => dimension > 1) == 1;
    }

    private static string? Breach(OutputComparison comparison, ParityLimits limits, double[] expected, double[] actual)
    {
        if (comparison.NonFinite > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{comparison.NonFinite} of {comparison.Count} elements are NaN or infinite on one side only");
        }

        if (comparison.Outside > 0)
        {
            int worst = comparison.MaxAbsIndex;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{comparison.Outside} of {comparison.Count} elements differ by more than {limits.Elements}, most at {worst}: {actual[worst]:G6} instead of {expected[worst]:G6}");
        }

        if (!(comparison.Cosine >= limits.MinCosine))
        {
            return string.Create(CultureInfo.InvariantCulture, $"cosine similarity {comparison.Cosine:G7} is below {limits.MinCosine}");
        }

        return comparison.Top1 < limits.MinTop1
            ? string.Create(CultureInfo.InvariantCulture, $"top-1 agrees in {comparison.Top1:P1} of the samples, below {limits.MinTop1:P0}")
            : null;
    }

    private static string Name(OutputValues output, int index)
    {
        return output.Name.Length > 0 ? $"output '{output.Name}'" : string.Create(CultureInfo.InvariantCulture, $"output {index}");
    }

    private static string Outputs(int count)
    {
        return count == 1 ? "1 output" : string.Create(CultureInfo.InvariantCulture, $"{count} outputs");
    }
}
