using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>A factor and a summand for each channel, which is what a BatchNormalization of known statistics comes to.</summary>
/// <param name="Scale">The factors.</param>
/// <param name="Offset">The summands.</param>
internal sealed record ChannelAffine(double[] Scale, double[] Offset)
{
    /// <summary>What a BatchNormalization comes to; null when it computes statistics itself or they are not known, or of another type than float32.</summary>
    public static ChannelAffine? Find(LoweringNode node)
    {
        if (IsTraining(node) || HasElementStatistics(node) || Enumerable.Range(1, 4).Any(input => node.Type(input) != ElementType.Float32)
            || node.FindFloats(1) is not { } gamma || node.FindFloats(2) is not { } beta || node.FindFloats(3) is not { } mean || node.FindFloats(4) is not { } variance)
        {
            return null;
        }

        double epsilon = node.Proto.GetFloat("epsilon", 1e-5f);
        double[] scale = [.. gamma.Select((factor, i) => factor / Math.Sqrt(variance[i] + epsilon))];
        return new ChannelAffine(scale, [.. beta.Select((summand, i) => summand - (mean[i] * scale[i]))]);
    }

    /// <summary>Whether a BatchNormalization computes its statistics itself. Until opset 13 the number of outputs said so.</summary>
    public static bool IsTraining(LoweringNode node)
    {
        return node.Opset >= 14 ? node.Proto.GetInt("training_mode", 0) != 0 : node.Proto.Output.Count(static output => output.Length > 0) > 1;
    }

    /// <summary>Whether there are statistics for every element of a sample instead of every channel.</summary>
    public static bool HasElementStatistics(LoweringNode node)
    {
        return node.Opset < 9 && node.Proto.GetInt("spatial", 1) == 0;
    }
}
