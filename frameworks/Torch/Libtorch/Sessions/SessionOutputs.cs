using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch.Sessions;

/// <summary>A session's outputs: in buffers of its own where all shapes are known before the first run, else in the module's memory, fetched after each run.</summary>
internal sealed class SessionOutputs : IDisposable
{
    private readonly HostMemory[] _bound;
    private readonly FetchedOutputs? _fetched;
    private TensorSpec[] _specs;

    /// <summary>Binds the outputs where that can be.</summary>
    /// <param name="module">The module, configured.</param>
    /// <param name="specs">The outputs; −1 where a dimension is not known. Empty when nothing is known of them.</param>
    public SessionOutputs(TorchModule module, IReadOnlyList<TensorSpec> specs)
    {
        _specs = [.. specs];
        _bound = [];
        if (specs.Count == 0 || specs.Any(static spec => !spec.IsConcrete))
        {
            _fetched = new FetchedOutputs();
            return;
        }

        _bound = SessionMemory.Allocate(specs);
        try
        {
            module.BindOutputs(_specs, _bound);
        }
        catch
        {
            module.Dispose();
            Dispose();
            throw;
        }
    }

    /// <summary>The outputs as far as they are known.</summary>
    public IReadOnlyList<TensorSpec> Specs => _specs;

    /// <summary>Makes the outputs of the run that just ended readable.</summary>
    public void Complete(TorchModule module)
    {
        if (_fetched is null)
        {
            return;
        }

        _fetched.Fetch(module);
        for (int i = 0; i < _fetched.Count; i++)
        {
            if (i >= _specs.Length || !IsSame(_specs[i], _fetched.TypeOf(i), _fetched.ShapeOf(i)))
            {
                Describe(_fetched, i);
            }
        }
    }

    /// <summary>The bytes of one output of the last run.</summary>
    public ReadOnlySpan<byte> Read(int index)
    {
        return _fetched is null ? _bound[index].Bytes : _fetched.BytesOf(index);
    }

    public void Dispose()
    {
        SessionMemory.Free(_bound);
    }

    private static bool IsSame(TensorSpec spec, ElementType type, ReadOnlySpan<long> shape)
    {
        if (spec.ElementType != type || spec.Shape.Count != shape.Length)
        {
            return false;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (spec.Shape[i] != shape[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Describe(FetchedOutputs fetched, int index)
    {
        string name = index < _specs.Length ? _specs[index].Name : string.Create(CultureInfo.InvariantCulture, $"output{index}");
        var spec = new TensorSpec(name, fetched.TypeOf(index), fetched.ShapeOf(index).ToArray());
        _specs = index < _specs.Length ? [.. _specs.Select((old, i) => i == index ? spec : old)] : [.. _specs, spec];
    }
}
