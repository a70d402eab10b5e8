using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>Rounds float32 tensors to half precision or bfloat16 and counts what does not fit.</summary>
/// <param name="model">The model that holds them.</param>
/// <param name="precision">fp16 or bf16.</param>
internal sealed class WeightConverter(OnnxModel model, Precision precision)
{
    private const float LeastNormal = 1.17549435e-38f;
    private static readonly float s_greatestBrain = BitConverter.UInt32BitsToSingle(0x7F7F0000);

    private long _converted;
    private long _clamped;
    private long _zeroed;
    private long _raised;

    /// <summary>The counts so far.</summary>
    public WeightCounts Counts => new(_converted, _clamped, _zeroed, _raised);

    /// <summary>ONNX's number of the element type.</summary>
    public int DataType => (int)(precision == Precision.Fp16 ? ElementType.Float16 : ElementType.BFloat16);

    /// <summary>Converts one tensor.</summary>
    /// <param name="tensor">A tensor of float32.</param>
    /// <param name="name">Name of the new one.</param>
    /// <exception cref="OnnxModelException">Its external data cannot be read.</exception>
    public TensorProto Convert(TensorProto tensor, string name)
    {
        ReadOnlySpan<float> source = MemoryMarshal.Cast<byte, float>(TensorReader.ReadBytes(model, tensor).Span);
        var bits = new byte[source.Length * sizeof(ushort)];
        Span<ushort> target = MemoryMarshal.Cast<byte, ushort>(bits.AsSpan());
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = precision == Precision.Fp16 ? ToHalf(source[i], source.Length == 1) : ToBrain(source[i], source.Length == 1);
        }

        _converted += source.Length;
        return new TensorProto { Name = name, DataType = DataType, Dims = { tensor.Dims }, RawData = UnsafeByteOperations.UnsafeWrap(bits) };
    }

    private ushort ToHalf(float value, bool isSingleNumber)
    {
        var half = (Half)Clamp(value, (float)Half.MaxValue);
        if (value == 0 || half != Half.Zero)
        {
            return BitConverter.HalfToUInt16Bits(half);
        }

        return Underflow(value, isSingleNumber, BitConverter.HalfToUInt16Bits(Half.Epsilon));
    }

    private ushort ToBrain(float value, bool isSingleNumber)
    {
        // Denormals would stay ones, which are slow and nothing that a network was trained to have.
        if (value != 0 && MathF.Abs(value) < LeastNormal)
        {
            return Underflow(value, isSingleNumber, 0x0080);
        }

        return BFloat16Bits.Of(Clamp(value, s_greatestBrain));
    }

    private float Clamp(float value, float greatest)
    {
        if (!float.IsFinite(value) || MathF.Abs(value) <= greatest)
        {
            return value;
        }

        _clamped++;
        return MathF.CopySign(greatest, value);
    }

    // A single small number is often what keeps a divisor from being 0.
    private ushort Underflow(float value, bool isSingleNumber, ushort least)
    {
        if (isSingleNumber)
        {
            _raised++;
        }
        else
        {
            _zeroed++;
        }

        return (ushort)((isSingleNumber ? least : 0) | (float.IsNegative(value) ? 0x8000 : 0));
    }
}
