using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch;

/// <summary>What TorchSharp's adapter decides and says about a request without touching TorchSharp.</summary>
internal static class TorchSharpRequests
{
    /// <summary>Whether the model is the user's own TorchScript file.</summary>
    public static bool IsScript(OpenRequest request)
    {
        return TorchScriptFile.Is(request.ModelPath);
    }

    /// <summary>Says what runs here.</summary>
    /// <param name="load">Loads the engine; says where it comes from.</param>
    /// <param name="version">The engine's version.</param>
    /// <param name="cudaDevices">Number of CUDA devices that the engine finds.</param>
    public static FrameworkProbe Probe(Func<string> load, Func<string> version, Func<int> cudaDevices)
    {
        try
        {
            string origin = load();
            int devices = cudaDevices();
            Availability cuda = devices > 0
                ? Availability.Yes
                : Availability.No("this libtorch finds no CUDA device", "build with -p:TorchSharpCuda=true, on a machine with an NVIDIA driver");
            return new FrameworkProbe(Availability.Yes, version(), origin, [
                new ProviderProbe("cpu", Device.Cpu.ToString(), Availability.Yes),
                // Without a device the answer still names the first one that a user would ask for.
                .. Enumerable.Range(0, Math.Max(devices, 1)).Select(index => new ProviderProbe("cuda", Device.Cuda(index).ToString(), cuda))]);
        }
        catch (NativeLibraryException e)
        {
            return FrameworkProbe.Unavailable(e.Message, e.Remedy);
        }
    }

    /// <summary>Opens a session after refusing what the adapter does not do.</summary>
    /// <param name="request">The model and how to run it.</param>
    /// <param name="load">Loads the engine; says where it comes from.</param>
    /// <param name="cudaDevices">Number of CUDA devices that the engine finds.</param>
    /// <param name="open">Opens the session; gets the engine's origin.</param>
    /// <exception cref="NotSupportedException">The precision is not fp32.</exception>
    /// <exception cref="InferenceException">The engine, the device, the provider, the variant or the model is refused.</exception>
    public static IInferenceSession Open(OpenRequest request, Func<string> load, Func<int> cudaDevices, Func<string, IInferenceSession> open)
    {
        Require(request);
        try
        {
            string origin = load();
            return request.Device.Kind == DeviceKind.Cuda && request.Device.Index >= cudaDevices()
                ? throw new InferenceException($"torchsharp cannot run on {request.Device}: this libtorch finds {cudaDevices()} CUDA devices")
                : open(origin);
        }
        catch (Exception e) when (e is NativeLibraryException or ExternalException)
        {
            throw new InferenceException($"torchsharp cannot open {request.ModelPath}: {TorchSharpNatives.Reason(e)}", e);
        }
    }

    /// <summary>Lowers the model of a request.</summary>
    /// <exception cref="InferenceException">The file cannot be read.</exception>
    /// <exception cref="NotLoweredException">An operator has no counterpart.</exception>
    public static TorchProgram Lower(OpenRequest request)
    {
        try
        {
            return GraphLowering.Lower(OnnxModel.Load(request.ModelPath), request.Inputs, new LoweringOptions());
        }
        catch (OnnxModelException e)
        {
            throw new InferenceException(e.Message, e);
        }
    }

    /// <summary>All tensors in what a TorchScript module gave: a tensor, a tuple, a list, or those in each other.</summary>
    /// <exception cref="NotSupportedException">There is something else in it.</exception>
    public static IEnumerable<T> Flatten<T>(object? result)
        where T : class
    {
        return result switch
        {
            T tensor => [tensor],
            IEnumerable<object> list => list.SelectMany(Flatten<T>),
            ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(index => Flatten<T>(tuple[index])),
            _ => throw new NotSupportedException($"the module gives {result?.GetType().Name ?? "None"}, not tensors alone"),
        };
    }

    /// <summary>What is in effect, for the report.</summary>
    public static Dictionary<string, string> Describe(OpenRequest request, TorchSharpOptions options, int threads, int interOpThreads, string gradients, string library)
    {
        bool onGpu = request.Device.Kind == DeviceKind.Cuda;
        return new Dictionary<string, string>
        {
            ["provider"] = request.Provider,
            ["threads"] = threads.ToString(CultureInfo.InvariantCulture),
            ["interOpThreads"] = interOpThreads.ToString(CultureInfo.InvariantCulture),
            ["ompNumThreads"] = TorchEnvironment.InEffect("OMP_NUM_THREADS"),
            ["ompWaitPolicy"] = TorchEnvironment.InEffect("OMP_WAIT_POLICY"),
            ["optimisation"] = IsScript(request) ? "torch.jit.load, as saved (eager and optimised alike)"
                : request.Variant == TorchSharpDescriptor.Eager ? "eager: one call from C# for each operator"
                : "script: one torch.jit.compile function, weights as arguments, profiling executor, no freeze",
            ["gradients"] = gradients,
            ["precision"] = "fp32, as in the file",
            ["tf32"] = !onGpu ? "n/a (cpu)" : options.Tf32 ? "true" : "false",
            ["transfers"] = onGpu ? "in the timed region" : "none (cpu)",
            ["library"] = library,
        };
    }

    private static void Require(OpenRequest request)
    {
        if (request.Precision != Precision.Fp32)
        {
            throw new NotSupportedException($"torchsharp runs fp32 alone, not {request.Precision.ToName()}");
        }

        FrameworkDescriptor descriptor = TorchSharpDescriptor.Instance;
        if (descriptor.Providers.FirstOrDefault(provider => provider.Id == request.Provider)?.DeviceKind != request.Device.Kind)
        {
            string known = string.Join(", ", descriptor.Providers.Select(static provider => provider.Id));
            throw new InferenceException($"torchsharp has no provider '{request.Provider}' for {request.Device}; it has {known}");
        }

        if (!descriptor.Variants.Contains(request.Variant))
        {
            throw new InferenceException($"torchsharp has no variant '{request.Variant}'; it has {string.Join(", ", descriptor.Variants)}");
        }
    }
}
