using System.Buffers.Binary;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Counting;

/// <summary>Recognizes attention masks that an exporter computed beforehand: they are added as position embeddings are, but are not trained.</summary>
internal static class MaskTensors
{
    // Window attention masks with −100, other code with the lowest float or minus infinity.
    private const float LeastMasking = -100f;

    /// <summary>Whether a tensor holds nothing but 0 and values of −100 and below, both.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensor">A float tensor with raw data.</param>
    public static bool IsMask(OnnxModel model, TensorProto tensor)
    {
        // Only what is in memory already: external data is not opened for a count.
        if (tensor.DataType != 1 || tensor.RawData.Length == 0)
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
