namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>What a scan header says: which coefficients of which planes its data holds, and by which tables.</summary>
/// <param name="Components">The planes with their tables for the constant and the other coefficients; a table may be missing where the scan does not use it.</param>
/// <param name="First">First coefficient in zigzag order.</param>
/// <param name="Last">Last coefficient in zigzag order.</param>
/// <param name="High">The bit down to which earlier scans gave the coefficients; 0 for a first scan.</param>
/// <param name="Low">The bit down to which this scan gives them.</param>
internal sealed record Scan(IReadOnlyList<(Component Component, HuffmanTable? Constant, HuffmanTable? Others)> Components, int First, int Last, int High, int Low);
