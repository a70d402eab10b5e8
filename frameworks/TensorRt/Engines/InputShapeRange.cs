namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>The shapes of one dynamic input between which an engine is to work.</summary>
/// <param name="Name">The input.</param>
/// <param name="Min">Least shape.</param>
/// <param name="Opt">The shape to optimise for.</param>
/// <param name="Max">Greatest shape.</param>
internal sealed record InputShapeRange(string Name, IReadOnlyList<long> Min, IReadOnlyList<long> Opt, IReadOnlyList<long> Max);
