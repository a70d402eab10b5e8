using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>One <c>TF_SessionRun</c> with all of its arguments at fixed addresses: running it allocates no managed memory.</summary>
internal sealed unsafe class NativeRun : IDisposable
{
    private readonly NativeArguments _memory = new();
    private readonly NativeSession _session;
    private readonly StatusHandle _status = TensorFlowMethods.TF_NewStatus();
    private readonly TF_Output* _inputs;
    private readonly nint* _inputValues;
    private readonly int _inputCount;
    private readonly TF_Output* _outputs;
    private readonly nint* _outputValues;

    /// <summary>Binds a run; session and tensors outlive it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="inputs">What is fed.</param>
    /// <param name="values">With which tensors.</param>
    /// <param name="outputs">What is fetched.</param>
    public NativeRun(NativeSession session, IReadOnlyList<TF_Output> inputs, IReadOnlyList<InputTensor> values, IReadOnlyList<TF_Output> outputs)
    {
        _session = session;
        _inputCount = inputs.Count;
        _inputs = Copy(inputs);
        _inputValues = _memory.Array<nint>(inputs.Count);
        for (int i = 0; i < inputs.Count; i++)
        {
            _inputValues[i] = values[i].Handle.DangerousGetHandle();
        }

        OutputCount = outputs.Count;
        _outputs = Copy(outputs);
        _outputValues = _memory.Array<nint>(outputs.Count);
        new Span<nint>(_outputValues, outputs.Count).Clear();
    }

    /// <summary>How many results there are.</summary>
    public int OutputCount { get; }

    /// <summary>Runs once; the results are there until <see cref="Release"/>.</summary>
    /// <exception cref="NotSupportedException">TensorFlow has no kernel for it.</exception>
    /// <exception cref="InferenceException">TensorFlow failed.</exception>
    public void Run()
    {
        Run(0, 0);
    }

    /// <summary>Runs once, drops the results and tells how it went.</summary>
    /// <param name="options">A serialised <c>RunOptions</c>.</param>
    /// <returns>A serialised <c>RunMetadata</c>.</returns>
    /// <exception cref="NotSupportedException">TensorFlow has no kernel for it.</exception>
    /// <exception cref="InferenceException">TensorFlow failed.</exception>
    public byte[] Trace(ReadOnlyMemory<byte> options)
    {
        using NativeArguments arguments = new();
        using BufferHandle metadata = TensorFlowMethods.TF_NewBuffer();
        TF_Buffer asked = new() { data = arguments.Pin(options), length = (nuint)options.Length };
        try
        {
            Run((nint)(&asked), metadata.DangerousGetHandle());
        }
        finally
        {
            Release();
        }

        var told = (TF_Buffer*)metadata.DangerousGetHandle();
        return new ReadOnlySpan<byte>(told->data, checked((int)told->length)).ToArray();
    }

    /// <summary>A result's <c>TF_Tensor *</c>; 0 when there is none.</summary>
    public nint ResultOf(int index)
    {
        return _outputValues[index];
    }

    /// <summary>Gives the results back to TensorFlow.</summary>
    public void Release()
    {
        for (int i = 0; i < OutputCount; i++)
        {
            if (_outputValues[i] != 0)
            {
                TensorFlowMethods.TF_DeleteTensor(_outputValues[i]);
                _outputValues[i] = 0;
            }
        }
    }

    public void Dispose()
    {
        Release();
        _status.Dispose();
        _memory.Dispose();
    }

    private void Run(nint options, nint metadata)
    {
        nint status = _status.DangerousGetHandle();
        TensorFlowMethods.TF_SessionRun(
            _session.Handle.DangerousGetHandle(), options, _inputs, _inputValues, _inputCount, _outputs, _outputValues, OutputCount, null, 0, metadata, status);
        if (TensorFlowMethods.TF_GetCodeOf(status) != TF_Code.TF_OK)
        {
            _status.ThrowIfError(nameof(TensorFlowMethods.TF_SessionRun));
        }
    }

    private TF_Output* Copy(IReadOnlyList<TF_Output> values)
    {
        TF_Output* copies = _memory.Array<TF_Output>(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            copies[i] = values[i];
        }

        return copies;
    }
}
