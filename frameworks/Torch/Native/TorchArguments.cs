using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>Memory for the arguments of one call of the shim, tensors among them.</summary>
internal sealed unsafe class TorchArguments : IDisposable
{
    private readonly NativeArguments _arguments = new();

    /// <summary>A C string; NULL for null.</summary>
    public byte* Text(string? text)
    {
        return _arguments.Text(text);
    }

    /// <summary>An array of C strings.</summary>
    public byte** Texts(IReadOnlyList<string> texts)
    {
        return _arguments.Texts(texts);
    }

    /// <summary>Room for an array of tensors.</summary>
    public TorchTensor* Tensors(int count)
    {
        return _arguments.Array<TorchTensor>(count);
    }

    /// <summary>A tensor over managed memory.</summary>
    public TorchTensor Tensor(string name, ElementType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> data)
    {
        return Tensor(name, type, shape, _arguments.Pin(data), data.Length);
    }

    /// <summary>A tensor over native memory.</summary>
    public TorchTensor Tensor(TensorSpec spec, HostMemory memory)
    {
        return Tensor(spec.Name, spec.ElementType, spec.Shape, (void*)memory.Address, spec.SizeBytes);
    }

    public void Dispose()
    {
        _arguments.Dispose();
    }

    private TorchTensor Tensor(string name, ElementType type, IReadOnlyList<long> shape, void* data, long sizeBytes)
    {
        return new TorchTensor { Name = Text(name), Data = data, SizeBytes = sizeBytes, Shape = _arguments.Integers(shape), Rank = shape.Count, DataType = (int)type };
    }
}
