namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>Reads a <c>TF_Tensor *</c> that somebody else owns.</summary>
internal static unsafe class NativeTensor
{
    /// <summary>The element type, in TensorFlow's numbers.</summary>
    public static int TypeOf(nint tensor)
    {
        return TensorFlowMethods.TF_TensorType(tensor);
    }

    /// <summary>The number of dimensions.</summary>
    public static int RankOf(nint tensor)
    {
        return TensorFlowMethods.TF_NumDims(tensor);
    }

    /// <summary>One dimension.</summary>
    public static long DimensionOf(nint tensor, int dimension)
    {
        return TensorFlowMethods.TF_Dim(tensor, dimension);
    }

    /// <summary>The elements; valid as long as the tensor is.</summary>
    /// <exception cref="OverflowException">It has 2 GiB or more.</exception>
    public static ReadOnlySpan<byte> BytesOf(nint tensor)
    {
        return new ReadOnlySpan<byte>(TensorFlowMethods.TF_TensorData(tensor), checked((int)TensorFlowMethods.TF_TensorByteSize(tensor)));
    }
}
