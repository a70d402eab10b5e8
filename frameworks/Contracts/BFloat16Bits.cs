namespace InferenceBench.Contracts;

/// <summary>The 16 bits of bfloat16, for which .NET has no type: the upper half of a float32.</summary>
public static class BFloat16Bits
{
    /// <summary>Rounds to the nearest bfloat16, ties to even, as every engine does.</summary>
    /// <param name="value">Any number; one beyond the greatest bfloat16 becomes infinite.</param>
    public static ushort Of(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);

        // Rounding would carry a NaN with a full mantissa into an infinity or a zero.
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
