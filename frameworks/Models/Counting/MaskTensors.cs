using System.Buffers.Binary;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Counting;

/// <summary>Recognizes attention masks that an exporter computed beforehand: they are added as position embeddings are, but are not trained.</summary>
internal static class MaskTensors
{
    // Window attention masks with −100, other code with the lowest float or minus infinity.
    private const float LeastMasking = -100f;

    // Masks of large images have some megabytes; weights beyond that are not read to count them.
    private const long MaxBytes = 16 << 20;

    /// <summary>Whether a tensor holds nothing but 0 and values of −100 and below, both.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensor">A tensor of floats.</param>
    /// <exception cref="OnnxModelException">Its data lies in a file that has gone since the model was read.</exception>
    public static bool IsMask(OnnxModel model, TensorProto tensor)
    {
        if (tensor.DataType != 1 || TensorReader.SizeBytes(tensor) > MaxBytes)
        {
            return false;
        }

        bool hasZero = false;
        bool hasMasking = false;
        ReadOnlySpan<byte> data = TensorReader.ReadBytes(model, tensor).Span;
        while (data.Length >= sizeof(float))
        {
            float value = BinaryPrimitives.ReadSingleLittleEndian(data);
            if (value != 0 && !(value <= LeastMasking))
            {
                return false;
            }

            hasZero |= value == 0;
            hasMasking |= value != 0;
            data = data[sizeof(float)..];
        }

        return hasZero && hasMasking;
    }
}
