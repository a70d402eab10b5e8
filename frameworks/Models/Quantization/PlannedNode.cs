using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>A node that is to run in int8.</summary>
/// <param name="Node">The node.</param>
/// <param name="ActivationInputs">Indices of the inputs that it reads quantized.</param>
/// <param name="Weight">Its constant weight; null for an operator without.</param>
internal sealed record PlannedNode(NodeProto Node, IReadOnlyList<int> ActivationInputs, WeightUse? Weight)
{
    /// <summary>The activation behind it that its integers can take over by saturating; null for none.</summary>
    public NodeProto? FusedActivation { get; init; }

    /// <summary>The value that is quantized after it.</summary>
    public string Result => FusedActivation?.Output[0] ?? Node.Output[0];
}
