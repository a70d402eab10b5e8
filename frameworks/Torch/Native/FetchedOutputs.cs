using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>The outputs of the last run where their shapes were not known before it: in memory of the module, valid until its next run.</summary>
internal sealed unsafe class FetchedOutputs
{
    private TorchTensor[] _tensors = [];

    /// <summary>Number of outputs.</summary>
    public int Count => _tensors.Length;

    /// <summary>Fetches them, from the device where need be. Allocates only when their number has changed.</summary>
    public void Fetch(TorchModule module)
    {
        int count = module.OutputCount;
        if (count != _tensors.Length)
        {
            _tensors = new TorchTensor[count];
        }

        for (int i = 0; i < count; i++)
        {
            _tensors[i] = module.GetOutput(i);
        }
    }

    /// <summary>Element type of an output.</summary>
    public ElementType TypeOf(int index)
    {
        return (ElementType)_tensors[index].DataType;
    }

    /// <summary>Shape of an output.</summary>
    public ReadOnlySpan<long> ShapeOf(int index)
    {
        return new ReadOnlySpan<long>(_tensors[index].Shape, _tensors[index].Rank);
    }

    /// <summary>Bytes of an output.</summary>
    /// <exception cref="OverflowException">It has more than 2 GiB.</exception>
    public ReadOnlySpan<byte> BytesOf(int index)
    {
        return new ReadOnlySpan<byte>(_tensors[index].Data, checked((int)_tensors[index].SizeBytes));
    }
}
