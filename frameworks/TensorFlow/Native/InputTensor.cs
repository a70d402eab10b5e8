using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>A tensor that is fed again and again. TensorFlow never writes into it, because it is never its only owner.</summary>
internal sealed unsafe class InputTensor : IDisposable
{
    private readonly void* _data;
    private readonly int _sizeBytes;

    /// <summary>Allocates, all zero.</summary>
    /// <param name="spec">Its type and shape.</param>
    /// <exception cref="InferenceException">It has 2 GiB or more.</exception>
    public InputTensor(TensorSpec spec)
    {
        if (spec.SizeBytes > Array.MaxLength)
        {
            throw new InferenceException($"{spec} has {spec.SizeBytes} bytes; at most {Array.MaxLength} can be fed");
        }

        using NativeArguments arguments = new();
        _sizeBytes = (int)spec.SizeBytes;
        Handle = TensorFlowMethods.TF_AllocateTensor((int)DataTypes.Of(spec.ElementType), arguments.Integers(spec.Shape), spec.Shape.Count, (nuint)_sizeBytes);
        if (Handle.IsInvalid)
        {
            throw new InferenceException($"out of memory: {_sizeBytes} bytes for {spec}");
        }

        _data = TensorFlowMethods.TF_TensorData(Handle.DangerousGetHandle());
        Bytes.Clear();
    }

    /// <summary>Allocates tensors for all inputs of a model.</summary>
    /// <param name="specs">Their types and shapes.</param>
    /// <exception cref="InferenceException">One has 2 GiB or more, or there is no memory for it; none is left.</exception>
    public static InputTensor[] Allocate(IReadOnlyList<TensorSpec> specs)
    {
        List<InputTensor> tensors = [];
        try
        {
            foreach (TensorSpec spec in specs)
            {
                tensors.Add(new InputTensor(spec));
            }

            return [.. tensors];
        }
        catch
        {
            tensors.ForEach(static tensor => tensor.Dispose());
            throw;
        }
    }

    /// <summary>The handle.</summary>
    public TensorHandle Handle { get; }

    /// <summary>The elements.</summary>
    public Span<byte> Bytes => new(_data, _sizeBytes);

    public void Dispose()
    {
        Handle.Dispose();
    }
}
