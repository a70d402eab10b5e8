using InferenceBench.Contracts;

namespace InferenceBench.Models;

/// <summary>Deterministic input values: the same bytes on every machine for the same spec, index and seed.</summary>
public static class SeededInputs
{
    /// <summary>Fills one input with seeded values of its type: floats uniform in [−1, 1), integers in a range that indices survive, booleans 0 or 1.</summary>
    /// <param name="spec">The input, with a concrete shape.</param>
    /// <param name="index">Index of the input in the model.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Raw little-endian elements in C order, <see cref="TensorSpec.SizeBytes"/> long.</returns>
    /// <exception cref="NotSupportedException">The element type cannot be fed (text, complex).</exception>
    public static byte[] Create(TensorSpec spec, int index, ulong seed)
    {
        throw new NotImplementedException();
    }
}
