using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>A version of an operator that reads the node of an older one differently.</summary>
/// <param name="Opset">The opset that brought it.</param>
internal sealed record OpsetChange(long Opset)
{
    /// <summary>Whether it concerns a node; null: every one.</summary>
    public Func<NodeProto, bool>? Concerns { get; init; }

    /// <summary>The attribute that became the second input; null: what changed cannot be said by moving one.</summary>
    public string? MovedAttribute { get; init; }
}
