using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Parity;

namespace InferenceBench.Quantization;

/// <summary>A child's job: runs two models on the same samples and compares their outputs.</summary>
internal static class ComparisonJob
{
    // Nothing is gated here: the figures are for people to judge.
    private static readonly ParityLimits s_limits = ParityLimits.For(Precision.Int8);

    /// <summary>Serves one request; every exception is an answer.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="line">A <see cref="ComparisonRequest"/>.</param>
    public static ComparisonAnswer Run(IInferenceFramework framework, string line)
    {
        if (ChildJson.TryRead<ComparisonRequest>(line) is not { } request)
        {
            return new ComparisonAnswer(null, null, "the request is not readable: host and child are not the same build");
        }

        try
        {
            return Run(framework, request);
        }
#pragma warning disable CA1031 // Whatever an engine throws is why there is no comparison.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ComparisonAnswer(null, null, ExceptionText.Of(e));
        }
    }

    private static ComparisonAnswer Run(IInferenceFramework framework, ComparisonRequest request)
    {
        using IInferenceSession reference = framework.Open(request.Reference);
        using IInferenceSession candidate = framework.Open(request.Candidate);
        var cosines = new List<double>();
        request.Samples.Feed([reference, candidate], (_, _) =>
        {
            reference.Run();
            candidate.Run();
            cosines.Add(Compare(reference, candidate));
        });
        return cosines.TrueForAll(double.IsFinite)
            ? new ComparisonAnswer(cosines.Min(), cosines.Average(), null)
            : new ComparisonAnswer(null, null, "an output is NaN or infinite in one of the two models only");
    }

    private static double Compare(IInferenceSession reference, IInferenceSession candidate)
    {
        double lowest = 1;
        for (int i = 0; i < reference.Outputs.Count; i++)
        {
            double[] expected = Elements.ToDoubles(reference.GetOutput(i), reference.Outputs[i].ElementType);
            double[] actual = Elements.ToDoubles(candidate.GetOutput(i), candidate.Outputs[i].ElementType);
            if (expected.Length != actual.Length)
            {
                throw new InferenceException($"output '{reference.Outputs[i].Name}' has {actual.Length} elements instead of {expected.Length}");
            }

            lowest = Math.Min(lowest, OutputComparer.Compare(expected, actual, 1, hasScores: false, s_limits).Cosine);
        }

        return lowest;
    }
}
