using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>Memory for the arguments of one call: strings, shapes and managed data at fixed addresses until it is disposed of.</summary>
internal sealed unsafe class NativeArguments : IDisposable
{
    private readonly List<nint> _blocks = [];
    private readonly List<MemoryHandle> _pins = [];

    /// <summary>A C string; NULL for null.</summary>
    public byte* Text(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        byte* copy = (byte*)Allocate(length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(copy, length));
        copy[length] = 0;
        return copy;
    }

    /// <summary>An array of C strings.</summary>
    public byte** Texts(IReadOnlyList<string> texts)
    {
        byte** copies = (byte**)Allocate(texts.Count * sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
        {
            copies[i] = Text(texts[i]);
        }

        return copies;
    }

    /// <summary>Room for an array of tensors.</summary>
    public TorchTensor* Tensors(int count)
    {
        return (TorchTensor*)Allocate(count * sizeof(TorchTensor));
    }

    /// <summary>A tensor over managed memory.</summary>
    public TorchTensor Tensor(string name, ElementType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> data)
    {
        MemoryHandle pin = data.Pin();
        _pins.Add(pin);
        return Tensor(name, type, shape, pin.Pointer, data.Length);
    }

    /// <summary>A tensor over native memory.</summary>
    public TorchTensor Tensor(TensorSpec spec, HostMemory memory)
    {
        return Tensor(spec.Name, spec.ElementType, spec.Shape, (void*)memory.Address, spec.SizeBytes);
    }

    public void Dispose()
    {
        foreach (MemoryHandle pin in _pins)
        {
            pin.Dispose();
        }

        foreach (nint block in _blocks)
        {
            NativeMemory.Free((void*)block);
        }
    }

    private TorchTensor Tensor(string name, ElementType type, IReadOnlyList<long> shape, void* data, long sizeBytes)
    {
        long* dimensions = (long*)Allocate(shape.Count * sizeof(long));
        for (int i = 0; i < shape.Count; i++)
        {
            dimensions[i] = shape[i];
        }

        return new TorchTensor { Name = Text(name), Data = data, SizeBytes = sizeBytes, Shape = dimensions, Rank = shape.Count, DataType = (int)type };
    }

    private void* Allocate(int sizeBytes)
    {
        void* block = NativeMemory.Alloc((nuint)Math.Max(sizeBytes, 1));
        _blocks.Add((nint)block);
        return block;
    }
}
