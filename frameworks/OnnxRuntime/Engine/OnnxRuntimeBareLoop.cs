using InferenceBench.Contracts;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>
/// The plainest loop that a user of the official C# API writes: <c>session.Run(runOptions, inputNames, inputValues, outputNames)</c> over <c>OrtValue</c>s, results
/// disposed. It allocates what that call allocates. Threads and graph optimisation are those of the measured session, so that comparing the two shows what the
/// suite's own session costs and nothing else.
/// </summary>
internal sealed class OnnxRuntimeBareLoop : IBareLoop
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly HostMemory[] _memory;
    private readonly string[] _inputNames;
    private readonly OrtValue[] _inputs;
    private readonly string[] _outputNames;

    private OnnxRuntimeBareLoop(OpenRequest request, InferenceSession session)
    {
        _session = session;
        _memory = [.. request.Inputs.Select(static spec => new HostMemory(checked((int)spec.SizeBytes)))];
        _inputNames = [.. request.Inputs.Select(static spec => spec.Name)];
        _inputs = [.. request.Inputs.Select((spec, i) => OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, (TensorElementType)spec.ElementType, [.. spec.Shape], _memory[i].Address, spec.SizeBytes))];
        _outputNames = [.. session.OutputNames];
    }

    /// <summary>Opens a model with the same settings as <see cref="OnnxRuntimeFramework.Open"/>.</summary>
    public static OnnxRuntimeBareLoop Open(OpenRequest request)
    {
        return new OnnxRuntimeBareLoop(request, SessionOpener.Open(request, OnnxRuntimeOptions.Parse(request.Options)));
    }

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        if (data.Length != _memory[index].Bytes.Length)
        {
            throw new ArgumentException($"input {_inputNames[index]} has {_memory[index].Bytes.Length} bytes, not {data.Length}", nameof(data));
        }

        data.CopyTo(_memory[index].Bytes);
    }

    /// <inheritdoc/>
    public void Run()
    {
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_runOptions, _inputNames, _inputs, _outputNames);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue input in _inputs)
        {
            input.Dispose();
        }

        foreach (HostMemory memory in _memory)
        {
            memory.Dispose();
        }

        _runOptions.Dispose();
        _session.Dispose();
    }
}
