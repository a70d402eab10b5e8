namespace InferenceBench.Contracts;

/// <summary>The public names of <see cref="Precision"/>: <c>fp32</c>, <c>fp16</c>, <c>bf16</c>, <c>int8</c>.</summary>
public static class PrecisionNames
{
    /// <summary>The public, permanent name.</summary>
    /// <param name="precision">A defined precision.</param>
    public static string ToName(this Precision precision)
    {
        return precision switch
        {
            Precision.Fp32 => "fp32",
            Precision.Fp16 => "fp16",
            Precision.Bf16 => "bf16",
            Precision.Int8 => "int8",
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "not a precision"),
        };
    }

    /// <summary>Reads a public name, case-insensitively.</summary>
    /// <param name="name">The name.</param>
    /// <param name="precision">The precision, or <see cref="Precision.Fp32"/> when the name is none.</param>
    public static bool TryParse(string name, out Precision precision)
    {
        foreach (Precision candidate in Enum.GetValues<Precision>())
        {
            if (candidate.ToName().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                precision = candidate;
                return true;
            }
        }

        precision = Precision.Fp32;
        return false;
    }
}
