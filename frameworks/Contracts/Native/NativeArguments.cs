using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace InferenceBench.Contracts;

/// <summary>Memory for the arguments of one call: strings, shapes and managed data at fixed addresses until it is disposed of. Not thread-safe.</summary>
public sealed unsafe class NativeArguments : IDisposable
{
    private readonly List<nint> _blocks = [];
    private readonly List<MemoryHandle> _pins = [];

    /// <summary>A C string; NULL for null.</summary>
    /// <param name="text">The text.</param>
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
    /// <param name="texts">The texts.</param>
    public byte** Texts(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        byte** copies = (byte**)Allocate(texts.Count * sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
        {
            copies[i] = Text(texts[i]);
        }

        return copies;
    }

    /// <summary>An array of 64-bit integers, for shapes.</summary>
    /// <param name="values">The values.</param>
    public long* Integers(IReadOnlyList<long> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        long* copies = (long*)Allocate(values.Count * sizeof(long));
        for (int i = 0; i < values.Count; i++)
        {
            copies[i] = values[i];
        }

        return copies;
    }

    /// <summary>Managed memory that stays where it is.</summary>
    /// <param name="data">The memory.</param>
    public void* Pin(ReadOnlyMemory<byte> data)
    {
        MemoryHandle pin = data.Pin();
        _pins.Add(pin);
        return pin.Pointer;
    }

    /// <summary>Room for an array of structs, not cleared.</summary>
    /// <typeparam name="T">The struct.</typeparam>
    /// <param name="count">How many.</param>
    public T* Array<T>(int count)
        where T : unmanaged
    {
        return (T*)Allocate(checked(count * sizeof(T)));
    }

    /// <inheritdoc/>
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

        _pins.Clear();
        _blocks.Clear();
    }

    private void* Allocate(int sizeBytes)
    {
        void* block = NativeMemory.Alloc((nuint)Math.Max(sizeBytes, 1));
        _blocks.Add((nint)block);
        return block;
    }
}
