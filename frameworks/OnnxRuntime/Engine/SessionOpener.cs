using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>Opens the engine's session for a request, the same for the measured session and for the bare loop that it is compared with.</summary>
internal static class SessionOpener
{
    // How the engine begins the message; its API gives no code beside it.
    private const string NoKernel = "[ErrorCode:NotImplemented]";

    /// <summary>Opens and checks a model.</summary>
    /// <exception cref="InferenceException">The library, the provider, the model or an option is refused.</exception>
    /// <exception cref="NotSupportedException">An input or output is of a type that cannot be fed or read, or the provider has no kernel for a node's type.</exception>
    public static InferenceSession Open(OpenRequest request, OnnxRuntimeOptions options)
    {
        EngineRuntime.Require();
        RequireProvider(request);
        using SessionOptions sessionOptions = CreateOptions(request, options);
        InferenceSession session = Create(request, sessionOptions);
        try
        {
            SessionSignature.Check(session, request);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static InferenceSession Create(OpenRequest request, SessionOptions options)
    {
        try
        {
            return new InferenceSession(request.ModelPath, options);
        }
        catch (OnnxRuntimeException e) when (e.Message.StartsWith(NoKernel, StringComparison.Ordinal))
        {
            // A valid model in a type that the provider has no kernel for (bfloat16 on the CPU) is a case that it does not do, as for other engines.
            throw new NotSupportedException($"onnxruntime's provider {request.Provider} does not do this model: {EngineText.OneLine(e.Message[NoKernel.Length..].TrimStart())}", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"onnxruntime cannot open {request.ModelPath} with {request.Provider} on {request.Device}: {EngineText.OneLine(e.Message)}", e);
        }
    }

    private static void RequireProvider(OpenRequest request)
    {
        ProviderDescriptor? provider = OnnxRuntimeDescriptor.Instance.Providers.FirstOrDefault(p => p.Id == request.Provider);
        if (provider is null)
        {
            string known = string.Join(", ", OnnxRuntimeDescriptor.Instance.Providers.Select(static p => p.Id));
            throw new InferenceException($"onnxruntime has no provider '{request.Provider}'; it has {known}");
        }

        if (provider.DeviceKind != request.Device.Kind)
        {
            throw new InferenceException($"onnxruntime's provider {request.Provider} does not run on {request.Device}");
        }

        if (provider.DeviceKind == DeviceKind.Cuda && request.Device.Index >= CudaDevices.Count(out Availability missing))
        {
            string reason = missing.IsAvailable ? "there is no such device" : $"{missing.Reason}; {missing.Remedy}";
            throw new InferenceException($"onnxruntime's provider {request.Provider} cannot run on {request.Device}: {reason}");
        }
    }

    private static SessionOptions CreateOptions(OpenRequest request, OnnxRuntimeOptions options)
    {
        SessionOptions sessionOptions = new()
        {
            IntraOpNumThreads = request.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = ToEngine(options.GraphOptimization),
            EnableMemoryPattern = options.MemoryPattern,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            sessionOptions.AddSessionConfigEntry("session.intra_op.allow_spinning", options.AllowSpinning ? "1" : "0");
            sessionOptions.AddSessionConfigEntry(NodeAssignment.ConfigKey, "1");
            Availability appended = ExecutionProviders.TryAppend(
                sessionOptions, request.Provider, request.Device.Index, request.Precision, options.CudaGraph);
            return appended.IsAvailable
                ? sessionOptions
                : throw new InferenceException($"onnxruntime cannot use {request.Provider} on {request.Device}: {appended.Reason}; {appended.Remedy}");
        }
        catch
        {
            sessionOptions.Dispose();
            throw;
        }
    }

    private static GraphOptimizationLevel ToEngine(GraphOptimization level)
    {
        return level switch
        {
            GraphOptimization.Disabled => GraphOptimizationLevel.ORT_DISABLE_ALL,
            GraphOptimization.Basic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
            GraphOptimization.Extended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
    }
}
