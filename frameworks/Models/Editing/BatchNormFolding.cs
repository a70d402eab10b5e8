using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Folds BatchNormalization into the convolution or matrix product that alone feeds it: the same function with one node less.</summary>
internal static class BatchNormFolding
{
    private const float DefaultEpsilon = 1e-5f;

    /// <summary>Folds all that can be folded; a BatchNormalization behind anything else stays.</summary>
    /// <param name="model">The model; changed in place.</param>
    /// <returns>How many were folded.</returns>
    /// <exception cref="OnnxModelException">A weight cannot be read.</exception>
    public static int Fold(OnnxModel model)
    {
        var index = new GraphIndex(model);
        int count = 0;
        foreach (NodeProto node in index.Graph.Node.Where(static node => node.IsStandard("BatchNormalization")).ToArray())
        {
            if (node.InputAt(0) is { Length: > 0 } source
                && index.FindProducer(source) is { } producer
                && index.FindOnlyReader(source) == node
                && TryFold(index, producer, node))
            {
                count++;
            }
        }

        UnusedParts.Remove(index.Graph);
        return count;
    }

    private static bool TryFold(GraphIndex index, NodeProto producer, NodeProto norm)
    {
        if (ScaledWeights.Find(index, producer) is not { } weights || FindAffine(index, norm) is not { } affine || affine.Scale.Length != weights.Channels)
        {
            return false;
        }

        weights.Apply(affine.Scale, affine.Shift);

        // The producer takes the name of what it now makes; nobody else read the old one.
        producer.Output[0] = norm.Output[0];
        index.Graph.Node.Remove(norm);
        return true;
    }

    // y = scale·x + shift per channel, in double: variances may be tiny.
    private static (double[] Scale, double[] Shift)? FindAffine(GraphIndex index, NodeProto norm)
    {
        bool isInference = norm.GetInt("training_mode", 0) == 0 && norm.GetInt("spatial", 1) == 1 && norm.Output.Skip(1).All(static output => output.Length == 0);
        TensorProto?[] tensors = [.. Enumerable.Range(1, 4).Select(i => index.FindFloats(norm.InputAt(i)))];
        if (!isInference || tensors.Any(static tensor => tensor is null))
        {
            return null;
        }

        float[][] values = [.. tensors.Select(tensor => index.Read(tensor!))];
        (float[] gamma, float[] beta, float[] mean, float[] variance) = (values[0], values[1], values[2], values[3]);
        if (values.Any(list => list.Length != gamma.Length))
        {
            return null;
        }

        double epsilon = norm.GetFloat("epsilon", DefaultEpsilon);
        double[] scale = [.. gamma.Select((value, i) => value / Math.Sqrt(variance[i] + epsilon))];
        return (scale, [.. beta.Select((value, i) => value - (mean[i] * scale[i]))]);
    }
}
