using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>The shim's functions, as in <c>inferencebench_tensorrt.h</c>.</summary>
internal static unsafe partial class TensorRtMethods
{
    /// <summary>Name of the shim in this assembly's declarations; <see cref="Contracts.NativeBinding"/> resolves it.</summary>
    internal const string LibraryName = "inferencebench_tensorrt";

    /// <summary>Version of the header that these declarations were written for.</summary>
    internal const int INFB_TRT_ABI = 1;

    /// <summary>Dimensions of a tensor at most.</summary>
    internal const int INFB_TRT_MAX_RANK = 8;

    [LibraryImport(LibraryName)]
    internal static partial int infb_trt_abi();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_trt_last_error();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_trt_version();

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_trt_compiled_version();

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_cuda_versions(int* runtime, int* driver);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_device_count(int* count);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_gpu(int device_index, TensorRtGpu* gpu);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_build(TensorRtBuildOptions* options, TensorRtBlob* plan);

    [LibraryImport(LibraryName)]
    internal static partial void infb_trt_free(TensorRtBlob* blob);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_load(void* plan, long size_bytes, int device_index, out EngineHandle engine);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_engine_info(EngineHandle engine, TensorRtEngineInfo* info);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_tensor_info(EngineHandle engine, int index, TensorRtTensorInfo* info);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_inspect(EngineHandle engine, TensorRtBlob* json);

    [LibraryImport(LibraryName)]
    internal static partial void infb_trt_destroy_engine(nint engine);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_open(EngineHandle engine, TensorRtSessionOptions* options, out ContextHandle session);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_set_shape(ContextHandle session, byte* name, long* shape, int rank);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_prepare(ContextHandle session);

    [LibraryImport(LibraryName)]
    internal static partial byte* infb_trt_graph_problem(ContextHandle session);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_buffer(ContextHandle session, byte* name, void** data, long* size_bytes, long* shape, int* rank);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_upload(ContextHandle session);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_download(ContextHandle session);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_run(ContextHandle session);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_times(ContextHandle session, TensorRtTimes* times);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_memory(ContextHandle session, TensorRtMemory* memory);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_profile(ContextHandle session, int count, int* layer_count);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_get_layer(ContextHandle session, int index, TensorRtLayer* layer);

    [LibraryImport(LibraryName)]
    internal static partial TensorRtStatus infb_trt_bare_loop(ContextHandle session, long count, long* durations_ns);

    [LibraryImport(LibraryName)]
    internal static partial void infb_trt_close(nint session);
}
