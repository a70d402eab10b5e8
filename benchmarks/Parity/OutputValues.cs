using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>One output and its values.</summary>
/// <param name="Name">The output's name; empty where only raw values are known.</param>
/// <param name="Shape">Its dimensions; null where only raw values are known.</param>
/// <param name="Values">Its elements in C order.</param>
internal sealed record OutputValues(string Name, IReadOnlyList<long>? Shape, double[] Values)
{
    /// <summary>An output from its raw elements.</summary>
    /// <param name="spec">The output.</param>
    /// <param name="raw">Raw little-endian elements.</param>
    /// <exception cref="NotSupportedException">The type cannot be compared (text, complex).</exception>
    public static OutputValues Of(TensorSpec spec, ReadOnlySpan<byte> raw)
    {
        return new OutputValues(spec.Name, spec.Shape, Elements.ToDoubles(raw, spec.ElementType));
    }
}
