using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>Adds an execution provider to a session's options; only that tells whether the library and CUDA's own libraries have it.</summary>
internal static class ExecutionProviders
{
    /// <summary>Whether a provider runs on a CUDA device.</summary>
    public static Availability Check(string provider, int deviceIndex)
    {
        using SessionOptions options = new();
        return TryAppend(options, provider, deviceIndex, Precision.Fp32, cudaGraph: false);
    }

    /// <summary>Adds the provider, and CUDA behind TensorRT for what TensorRT does not take. The CPU needs nothing.</summary>
    public static Availability TryAppend(SessionOptions options, string provider, int deviceIndex, Precision precision, bool cudaGraph)
    {
        try
        {
            if (provider == OnnxRuntimeDescriptor.TensorRt)
            {
                AppendTensorRt(options, deviceIndex, precision, cudaGraph);
            }

            if (provider != OnnxRuntimeDescriptor.Cpu)
            {
                AppendCuda(options, deviceIndex, cudaGraph && provider == OnnxRuntimeDescriptor.Cuda);
            }

            return Availability.Yes;
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            return ProviderRefusal.Explain(provider, EngineText.OneLine(e.Message));
        }
    }

    private static void AppendCuda(SessionOptions options, int deviceIndex, bool cudaGraph)
    {
        using OrtCUDAProviderOptions cuda = new();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = deviceIndex.ToString(CultureInfo.InvariantCulture),
            // fp32 means fp32 in this suite.
            ["use_tf32"] = "0",
            ["enable_cuda_graph"] = cudaGraph ? "1" : "0",
        });
        options.AppendExecutionProvider_CUDA(cuda);
    }

    private static void AppendTensorRt(SessionOptions options, int deviceIndex, Precision precision, bool cudaGraph)
    {
        // The provider has no switch for TF32; TensorRT, cuBLAS and cuDNN all heed this variable when they are loaded.
        _ = LibC.setenv("NVIDIA_TF32_OVERRIDE", "0", 1);
        using OrtTensorRTProviderOptions tensorRt = new();
        Dictionary<string, string> settings = new()
        {
            ["device_id"] = deviceIndex.ToString(CultureInfo.InvariantCulture),
            ["trt_fp16_enable"] = precision == Precision.Fp16 ? "1" : "0",
            ["trt_int8_enable"] = precision == Precision.Int8 ? "1" : "0",
            ["trt_cuda_graph_enable"] = cudaGraph ? "1" : "0",
        };
        if (precision == Precision.Bf16)
        {
            settings["trt_bf16_enable"] = "1";
        }

        tensorRt.UpdateOptions(settings);
        options.AppendExecutionProvider_Tensorrt(tensorRt);
    }
}
