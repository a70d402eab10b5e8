using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>A session's outputs in buffers of its own, made anew when a run gives other shapes.</summary>
/// <param name="declared">What is known of the outputs before a run; −1 where a dimension is not known.</param>
internal sealed class SessionOutputs(IReadOnlyList<TensorSpec> declared) : IDisposable
{
    private readonly HostMemory?[] _buffers = new HostMemory?[declared.Count];
    private readonly TensorSpec[] _specs = [.. declared];

    /// <summary>The outputs as far as they are known.</summary>
    public IReadOnlyList<TensorSpec> Specs => _specs;

    /// <summary>Copies the results of a run.</summary>
    /// <param name="model">The model, its results not yet given back.</param>
    /// <exception cref="InferenceException">A result cannot be held.</exception>
    public void Take(IBoundModel model)
    {
        for (int i = 0; i < _buffers.Length; i++)
        {
            nint result = model.ResultOf(i);
            if (_buffers[i] is null || !Fits(result, i))
            {
                Replace(result, i);
            }

            NativeTensor.BytesOf(result).CopyTo(_buffers[i]!.Bytes);
        }
    }

    /// <summary>The bytes of one output of the last run.</summary>
    /// <param name="index">Which.</param>
    public ReadOnlySpan<byte> Read(int index)
    {
        return _buffers[index]!.Bytes;
    }

    public void Dispose()
    {
        foreach (HostMemory? buffer in _buffers)
        {
            buffer?.Dispose();
        }
    }

    private bool Fits(nint result, int index)
    {
        IReadOnlyList<long> shape = _specs[index].Shape;
        int rank = NativeTensor.RankOf(result);
        bool fits = rank == shape.Count;
        for (int i = 0; fits && i < rank; i++)
        {
            fits = NativeTensor.DimensionOf(result, i) == shape[i];
        }

        return fits;
    }

    private void Replace(nint result, int index)
    {
        var shape = new long[NativeTensor.RankOf(result)];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = NativeTensor.DimensionOf(result, i);
        }

        TensorSpec spec = _specs[index] with { ElementType = DataTypes.ElementTypeOf((Protos.DataType)NativeTensor.TypeOf(result)), Shape = shape };
        if (spec.SizeBytes > Array.MaxLength)
        {
            throw new InferenceException($"{spec} has {spec.SizeBytes} bytes; at most {Array.MaxLength} can be read");
        }

        var buffer = new HostMemory((int)spec.SizeBytes);
        _buffers[index]?.Dispose();
        _buffers[index] = buffer;
        _specs[index] = spec;
    }
}
