using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>
/// A session's outputs. Where the engine declares a fixed shape, the buffer is there from the start. For the others the first run lets the engine allocate on the
/// CPU; its shapes are then fixed and every later run writes into buffers of our own. New inputs may mean new shapes, so they start over.
/// </summary>
internal sealed class OutputBindings : IDisposable
{
    private readonly OrtIoBinding _binding;
    private readonly CudaContext? _context;
    private readonly TensorSpec[] _specs;
    private readonly bool[] _isDynamic;
    private readonly BoundTensor?[] _tensors;
    private bool _isResolved;

    /// <summary>Binds the outputs.</summary>
    /// <param name="binding">The session's binding.</param>
    /// <param name="specs">The outputs; −1 where a dimension is not known.</param>
    /// <param name="context">The GPU; null for the CPU.</param>
    public OutputBindings(OrtIoBinding binding, IReadOnlyList<TensorSpec> specs, CudaContext? context)
    {
        _binding = binding;
        _context = context;
        _specs = [.. specs];
        _isDynamic = [.. specs.Select(static spec => !spec.IsConcrete)];
        _tensors = [.. specs.Select(spec => spec.IsConcrete ? new BoundTensor(spec, context) : null)];
        Bind();
    }

    /// <summary>The outputs as far as their shapes are known.</summary>
    public IReadOnlyList<TensorSpec> Specs => _specs;

    /// <summary>The bytes of one output of the last run.</summary>
    public ReadOnlySpan<byte> Read(int index)
    {
        return _tensors[index]!.Bytes;
    }

    /// <summary>Forgets shapes that may depend on the inputs.</summary>
    public void InputsChanged()
    {
        if (_isResolved && _isDynamic.Contains(true))
        {
            Bind();
        }
    }

    /// <summary>Makes the outputs of the run that just ended readable on the host.</summary>
    public void Complete()
    {
        if (_isResolved)
        {
            foreach (BoundTensor? tensor in _tensors)
            {
                tensor!.Download();
            }
        }
        else
        {
            Resolve();
        }
    }

    public void Dispose()
    {
        foreach (BoundTensor? tensor in _tensors)
        {
            tensor?.Dispose();
        }
    }

    private void Bind()
    {
        _isResolved = !_isDynamic.Contains(true);
        _binding.ClearBoundOutputs();
        for (int i = 0; i < _specs.Length; i++)
        {
            if (_isDynamic[i])
            {
                _binding.BindOutputToDevice(_specs[i].Name, OrtMemoryInfo.DefaultInstance);
            }
            else
            {
                _binding.BindOutput(_specs[i].Name, _tensors[i]!.Value);
            }
        }
    }

    private void Resolve()
    {
        using IDisposableReadOnlyCollection<OrtValue> values = _binding.GetOutputValues();
        for (int i = 0; i < _specs.Length; i++)
        {
            if (_isDynamic[i])
            {
                _specs[i] = _specs[i] with { Shape = values[i].GetTensorTypeAndShape().Shape };
                _tensors[i]?.Dispose();
                _tensors[i] = null;
                BoundTensor tensor = new(_specs[i], _context);
                values[i].GetTensorMutableRawData().CopyTo(tensor.Bytes);
                _tensors[i] = tensor;
            }
            else
            {
                _tensors[i]!.Download();
            }
        }

        _binding.ClearBoundOutputs();
        for (int i = 0; i < _specs.Length; i++)
        {
            _binding.BindOutput(_specs[i].Name, _tensors[i]!.Value);
        }

        _isResolved = true;
    }
}
