using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>A session's outputs, looked up when somebody reads them: a run itself asks for nothing.</summary>
internal sealed class EngineOutputs
{
    private readonly TensorRtContext _context;
    private readonly bool _isOnDevice;
    private TensorSpec[] _specs;
    private bool _isStale;

    /// <summary>The outputs of a context.</summary>
    /// <param name="context">The context, prepared.</param>
    /// <param name="specs">The outputs as the engine declares them.</param>
    /// <param name="isOnDevice">Whether they stay on the device until they are fetched.</param>
    public EngineOutputs(TensorRtContext context, IEnumerable<TensorSpec> specs, bool isOnDevice)
    {
        _context = context;
        _specs = [.. specs];
        _isOnDevice = isOnDevice;
    }

    /// <summary>Whether there was a run.</summary>
    public bool HasRun { get; private set; }

    /// <summary>The outputs; concrete after the first run.</summary>
    public IReadOnlyList<TensorSpec> Specs
    {
        get
        {
            Refresh();
            return _specs;
        }
    }

    /// <summary>Notes that a run has ended.</summary>
    public void Complete()
    {
        HasRun = true;
        _isStale = true;
    }

    /// <summary>The bytes of one output of the last run.</summary>
    public ReadOnlySpan<byte> Read(int index)
    {
        Refresh();
        return _context.GetBuffer(_specs[index].Name, out _);
    }

    private void Refresh()
    {
        if (!_isStale)
        {
            return;
        }

        _isStale = false;
        if (_isOnDevice)
        {
            _context.Download();
        }

        _specs = [.. _specs.Select(Describe)];
    }

    private TensorSpec Describe(TensorSpec spec)
    {
        _context.GetBuffer(spec.Name, out long[] shape);
        return spec with { Shape = shape };
    }
}
