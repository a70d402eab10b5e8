using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>One constant tensor of a program: a weight of the model, or what a lowering computed.</summary>
/// <param name="Name">Its identifier; the source says <c>self.NAME</c>.</param>
/// <param name="ElementType">Element type.</param>
/// <param name="Shape">Shape.</param>
/// <param name="Read">Gives the elements, raw little-endian in C order; called once for each use.</param>
public sealed record TorchParameter(string Name, ElementType ElementType, IReadOnlyList<long> Shape, Func<ReadOnlyMemory<byte>> Read);
