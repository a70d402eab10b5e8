using InferenceBench.Contracts;

namespace InferenceBench.Models.Lowering;

/// <summary>A value whose elements are known before anything runs.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="ReadBytes">Reads its elements: little-endian, in C order.</param>
public sealed record ModelConstant(ElementType Type, IReadOnlyList<long> Shape, Func<ReadOnlyMemory<byte>> ReadBytes);
