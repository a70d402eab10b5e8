using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Catalogue.Building;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models;

/// <summary>Deterministic input values: the same bytes on every machine for the same spec, index, seed and range.</summary>
public static class SeededInputs
{
    /// <summary>Key of a model's metadata that declares the range of its floating-point inputs: <c>LOW,HIGH</c>.</summary>
    public const string RangeKey = "inferencebench.input_range";

    private const double FractionScale = 1.0 / (1L << 53);

    /// <summary>Fills one input with seeded values of its type: floats uniform in [−1, 1), integers in a range that indices survive, booleans 0 or 1.</summary>
    /// <param name="spec">The input, with a concrete shape.</param>
    /// <param name="index">Index of the input in the model.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Raw little-endian elements in C order, <see cref="TensorSpec.SizeBytes"/> long.</returns>
    /// <exception cref="NotSupportedException">The element type cannot be fed (text, complex).</exception>
    public static byte[] Create(TensorSpec spec, int index, ulong seed)
    {
        return Create(spec, index, seed, InputRange.Default);
    }

    /// <summary>
    /// Fills one input with seeded values of its type. Floats are uniform in the range, rounded to the type. 8-bit integers take all values (images, quantised
    /// tensors). Wider integers are 0 or 1, the first of each row 1: most are indices or masks, 0 and 1 lie in every table but those of one row (segment
    /// tables have two), and a mask must not hide a whole row, nor the first place of a causal one. Booleans follow the same rule.
    /// </summary>
    /// <param name="spec">The input, with a concrete shape.</param>
    /// <param name="index">Index of the input in the model.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="range">Range of floats: <see cref="RangeOf"/> of the model.</param>
    /// <returns>Raw little-endian elements in C order, <see cref="TensorSpec.SizeBytes"/> long.</returns>
    /// <exception cref="NotSupportedException">The element type cannot be fed (text, complex).</exception>
    public static byte[] Create(TensorSpec spec, int index, ulong seed, InputRange range)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ulong key = SplitMix64.KeyOf(string.Create(CultureInfo.InvariantCulture, $"input {index}"), seed);
        byte[] data = new byte[checked((int)spec.SizeBytes)];
        switch (spec.ElementType)
        {
            case ElementType.Float32:
                Fill<float>(data, position => (float)Uniform(key, position, range));
                break;
            case ElementType.Float64:
                Fill<double>(data, position => Uniform(key, position, range));
                break;
            case ElementType.Float16:
                Fill<Half>(data, position => (Half)Uniform(key, position, range));
                break;
            case ElementType.BFloat16:
                Fill<ushort>(data, position => BFloat16Bits.Of((float)Uniform(key, position, range)));
                break;
            case ElementType.UInt8 or ElementType.Int8:
                Fill<byte>(data, position => (byte)(SplitMix64.At(key, position) >> 56));
                break;
            case ElementType.Bool or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32 or ElementType.UInt32
                or ElementType.Int64 or ElementType.UInt64:
                FillBits(data, spec, key);
                break;
            default:
                throw new NotSupportedException($"input '{spec.Name}': elements of type {spec.ElementType.ToName()} cannot be fed");
        }

        return data;
    }

    /// <summary>The range that a model's file declares for its floating-point inputs, or <see cref="InputRange.Default"/>.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="OnnxModelException">The declaration is not two finite numbers, the lower first.</exception>
    public static InputRange RangeOf(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string? text = model.Proto.MetadataProps.FirstOrDefault(static entry => entry.Key == RangeKey)?.Value;
        if (text is null)
        {
            return InputRange.Default;
        }

        string[] bounds = text.Split(',');
        return bounds.Length == 2 && TryParse(bounds[0], out float low) && TryParse(bounds[1], out float high) && low < high
            ? new InputRange(low, high)
            : throw new OnnxModelException($"{model.Path}: metadata {RangeKey} is '{text}', not two numbers LOW,HIGH; correct or remove it");
    }

    /// <summary>The metadata entry that declares a range.</summary>
    internal static StringStringEntryProto Declare(InputRange range)
    {
        return new StringStringEntryProto
        {
            Key = RangeKey,
            Value = string.Create(CultureInfo.InvariantCulture, $"{range.Low},{range.High}"),
        };
    }

    private static bool TryParse(string text, out float value)
    {
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
    }

    private static double Uniform(ulong key, ulong position, InputRange range)
    {
        double fraction = (SplitMix64.At(key, position) >> 11) * FractionScale;
        return range.Low + (fraction * ((double)range.High - range.Low));
    }

    private static void Fill<T>(byte[] data, Func<ulong, T> create)
        where T : unmanaged
    {
        Span<T> elements = MemoryMarshal.Cast<byte, T>(data.AsSpan());
        for (int index = 0; index < elements.Length; index++)
        {
            elements[index] = create((ulong)index);
        }
    }

    /// <summary>Zeros and ones of any integer width: the lowest byte of an element is its first.</summary>
    private static void FillBits(byte[] data, TensorSpec spec, ulong key)
    {
        int width = spec.ElementType.SizeBytes();
        long row = spec.Shape.Count == 0 ? 1 : spec.Shape[^1];
        for (int index = 0; index * width < data.Length; index++)
        {
            data[index * width] = index % row == 0 ? (byte)1 : (byte)(SplitMix64.At(key, (ulong)index) >> 63);
        }
    }
}
