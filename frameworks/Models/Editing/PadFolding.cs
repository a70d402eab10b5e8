using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Folds a zero Pad of the spatial dimensions into the convolution that alone reads it, as Keras' exports have it before strided convolutions.</summary>
internal static class PadFolding
{
    // Batch and channels come first.
    private const int FirstSpatial = 2;

    /// <summary>Folds all that can be folded. The model is of opset 11 or later, where pads are an input.</summary>
    /// <param name="model">The model; changed in place.</param>
    /// <returns>How many were folded.</returns>
    public static int Fold(OnnxModel model)
    {
        var index = new GraphIndex(model);
        int count = 0;
        foreach (NodeProto conv in index.Graph.Node.Where(static node => node.IsStandard("Conv")))
        {
            if (index.FindProducer(conv.InputAt(0)) is { } pad && pad.IsStandard("Pad") && index.FindOnlyReader(pad.Output[0]) == conv
                && FindPads(index, pad) is { } added && TryAdd(conv, added))
            {
                conv.Input[0] = pad.Input[0];
                count++;
            }
        }

        UnusedParts.Remove(index.Graph);
        return count;
    }

    // Null when it is no padding with zeros, or pads more than the spatial dimensions.
    private static long[]? FindPads(GraphIndex index, NodeProto pad)
    {
        string value = pad.InputAt(2);
        bool isZero = value.Length == 0 || (index.FindFloats(value) is { } tensor && index.Read(tensor) is [0f]);
        if (pad.GetText("mode", "constant") != "constant" || !isZero || pad.InputAt(3).Length > 0
            || index.FindConstant(pad.InputAt(1)) is not { DataType: 7 } constant)
        {
            return null;
        }

        long[] pads = TensorReader.ReadInt64s(index.Model, constant);
        int rank = pads.Length / 2;
        bool isSpatial = rank > FirstSpatial && pads[0] == 0 && pads[1] == 0 && pads[rank] == 0 && pads[rank + 1] == 0 && Array.TrueForAll(pads, static size => size >= 0);
        return isSpatial ? [.. pads[FirstSpatial..rank], .. pads[(rank + FirstSpatial)..]] : null;
    }

    private static bool TryAdd(NodeProto conv, long[] added)
    {
        string automatic = conv.GetText("auto_pad", "NOTSET");
        long[] own = conv.GetInts("pads") is { Length: > 0 } pads && automatic == "NOTSET" ? pads : new long[added.Length];
        if (automatic is not ("NOTSET" or "VALID") || own.Length != added.Length)
        {
            return false;
        }

        conv.RemoveAttribute("auto_pad");
        conv.SetInts("pads", own.Zip(added, static (left, right) => left + right));
        return true;
    }
}
