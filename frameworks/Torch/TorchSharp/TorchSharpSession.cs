using System.Reflection;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using TorchSharp;

namespace InferenceBench.Frameworks.Torch;

/// <summary>A model in TorchSharp, whose API makes managed objects for every call. Copying the results into buffers of our own waits for the device.</summary>
internal sealed class TorchSharpSession : IInferenceSession
{
    // Before 0.100 inference_mode is there and may not be used; asked by name, so that this compiles against every version.
    private static readonly Func<bool, IDisposable>? s_inferenceMode = typeof(torch).GetMethod("inference_mode", [typeof(bool)]) is { } method
        && method.GetCustomAttribute<ObsoleteAttribute>() is null ? method.CreateDelegate<Func<bool, IDisposable>>() : null;
    private static int s_interOpThreads;

    private readonly OpenRequest _request;
    private readonly torch.Device _device;
    private readonly List<IDisposable> _owned = [];
    private readonly torch.Tensor[] _staging;
    private readonly torch.Tensor[] _inputs;
    private readonly Func<IEnumerable<torch.Tensor>> _forward;
    private readonly OutputBuffers<torch.Tensor> _outputs;

    public TorchSharpSession(OpenRequest request, TorchSharpOptions options, string library)
    {
        _request = request;
        _device = new torch.Device(request.Device.Kind == DeviceKind.Cuda ? DeviceType.CUDA : DeviceType.CPU, request.Device.Index);
        torch.set_num_threads(request.Threads);
        if (Interlocked.Exchange(ref s_interOpThreads, options.InterOpThreads) == 0)
        {
            torch.set_num_interop_threads(options.InterOpThreads); // A second call ends the process.
        }

        if (_device.type == DeviceType.CUDA)
        {
            torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = options.Tf32;
        }

        _staging = [.. request.Inputs.Select(static spec => NewTensor(spec.ElementType, [.. spec.Shape]))];
        _inputs = [.. _staging.Select(ToDevice)];
        _forward = TorchSharpRequests.IsScript(request) ? LoadScript() : Compile();
        _outputs = new OutputBuffers<torch.Tensor>(request.Outputs, static result => result.shape, static result => ScalarTypes.TypeOf((int)result.dtype), NewTensor, static (result, buffer) => buffer.copy_(result));
        _owned.AddRange([.. _staging, .. _inputs, _outputs]);
        Settings = TorchSharpRequests.Describe(
            request, options, torch.get_num_threads(), torch.get_num_interop_threads(), s_inferenceMode is null ? "no_grad" : "inference_mode", library);
    }

    public IReadOnlyList<TensorSpec> Inputs => _request.Inputs;

    public IReadOnlyList<TensorSpec> Outputs => _outputs.Specs;

    public IReadOnlyDictionary<string, string> Settings { get; }

    public void SetInput(int index, ReadOnlySpan<byte> data) => data.CopyTo(data.Length == Inputs[index].SizeBytes
        ? _staging[index].bytes : throw new ArgumentException($"input {Inputs[index]} has {Inputs[index].SizeBytes} bytes, not {data.Length}", nameof(data)));

    public void Run()
    {
        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable mode = s_inferenceMode?.Invoke(true) ?? torch.no_grad();
            for (int i = 0; _device.type == DeviceType.CUDA && i < _inputs.Length; i++)
            {
                _inputs[i].copy_(_staging[i]);
            }

            _outputs.Take([.. _forward()]);
        }
        catch (ExternalException e)
        {
            throw new InferenceException($"torchsharp cannot run {_request.ModelPath}: {TorchSharpNatives.Reason(e)}", e);
        }
    }

    public ReadOnlySpan<byte> GetOutput(int index) => _outputs[index].bytes;

    public void Dispose() => _owned.ForEach(static owned => owned.Dispose());

    // Kept beyond the scope of a run.
    private static torch.Tensor NewTensor(ElementType type, long[] shape) => torch.empty(shape, (torch.ScalarType)ScalarTypes.NumberOf(type)).DetachFromDisposeScope();

    private torch.Tensor ToDevice(torch.Tensor tensor) => _device.type == DeviceType.CUDA ? tensor.to(_device) : tensor;

    private Func<IEnumerable<torch.Tensor>> LoadScript()
    {
        torch.jit.ScriptModule module = torch.jit.load(_request.ModelPath, _device.type, _device.index);
        module.eval();
        _owned.Add(module);
        return () => TorchSharpRequests.Flatten<torch.Tensor>(module.call(_inputs));
    }

    private Func<IEnumerable<torch.Tensor>> Compile()
    {
        var runner = FunctionRunner<torch.Tensor>.Create(
            TorchSharpRequests.Lower(_request), _request.Variant == TorchSharpDescriptor.Eager, _inputs, MakeWeight, static source =>
            {
                torch.jit.CompilationUnit unit = torch.jit.compile(source);
                return (name, arguments) => (torch.Tensor[])unit.invoke(name, arguments);
            });
        _owned.Add(runner);
        return runner.Run;
    }

    private torch.Tensor MakeWeight(TorchParameter parameter)
    {
        torch.Tensor weight = NewTensor(parameter.ElementType, [.. parameter.Shape]);
        parameter.Read().Span.CopyTo(weight.bytes);
        return ToDevice(weight);
    }
}
