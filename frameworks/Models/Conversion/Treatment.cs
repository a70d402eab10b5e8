namespace InferenceBench.Models.Conversion;

/// <summary>What the conversion does with a node.</summary>
internal enum Treatment
{
    /// <summary>It has no float32 input or output, or takes those of either precision.</summary>
    Indifferent,

    /// <summary>It computes in the new precision.</summary>
    Converted,

    /// <summary>It stays in fp32.</summary>
    Kept,
}
