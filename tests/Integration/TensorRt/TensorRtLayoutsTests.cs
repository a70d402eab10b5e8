using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Tests.Integration.Native;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>Our declarations against what a C compiler makes of the shim's header.</summary>
public sealed class TensorRtLayoutsTests : IDisposable
{
    private readonly HeaderLayouts _header = new("tensorrt", "inferencebench_tensorrt.h");

    [Fact]
    public void Structs_have_the_sizes_and_offsets_of_the_header()
    {
        string expected =
            HeaderLayouts.Describe<TensorRtBlob>("infb_trt_blob", "data", "size_bytes")
            + HeaderLayouts.Describe<TensorRtGpu>("infb_trt_gpu", "name", "uuid", "compute_major", "compute_minor", "memory_bytes", "is_integrated", "concurrent_managed")
            + HeaderLayouts.Describe<TensorRtRange>("infb_trt_range", "name", "rank", "min", "opt", "max")
            + HeaderLayouts.Describe<TensorRtBuildOptions>("infb_trt_build_options", "onnx_path", "device_index", "tf32", "fp16", "bf16", "int8", "strongly_typed", "optimisation_level", "workspace_bytes", "timing_cache_path", "version_compatible", "hardware", "detailed_profiling", "auxiliary_streams", "ranges", "range_count", "calibration", "calibration_cache_path", "next_batch", "next_batch_state", "log", "log_state")
            + HeaderLayouts.Describe<TensorRtTensorInfo>("infb_trt_tensor_info", "name", "is_input", "data_type", "rank", "shape", "min", "opt", "max")
            + HeaderLayouts.Describe<TensorRtEngineInfo>("infb_trt_engine_info", "tensor_count", "layer_count", "profile_count", "device_memory_bytes", "plan_bytes")
            + HeaderLayouts.Describe<TensorRtSessionOptions>("infb_trt_session_options", "memory_mode", "cuda_graph", "spin_wait")
            + HeaderLayouts.Describe<TensorRtTimes>("infb_trt_times", "h2d_ms", "compute_ms", "d2h_ms", "enqueue_ms")
            + HeaderLayouts.Describe<TensorRtMemory>("infb_trt_memory", "used_bytes", "total_bytes", "copied_to_device_bytes", "copied_to_host_bytes")
            + HeaderLayouts.Describe<TensorRtLayer>("infb_trt_layer", "name", "milliseconds");

        Assert.Equal(expected, _header.Compile(expected));
    }

    [Fact]
    public void Numbers_are_those_of_the_header()
    {
        string expected = $"""
            INFB_TRT_ABI {TensorRtMethods.INFB_TRT_ABI}
            INFB_TRT_MAX_RANK {TensorRtMethods.INFB_TRT_MAX_RANK}
            INFB_TRT_OK {(int)TensorRtStatus.Ok}
            INFB_TRT_FAILED {(int)TensorRtStatus.Failed}
            INFB_TRT_UNSUPPORTED {(int)TensorRtStatus.Unsupported}
            INFB_TRT_OUT_OF_MEMORY {(int)TensorRtStatus.OutOfMemory}
            INFB_TRT_BAD_ARGUMENT {(int)TensorRtStatus.BadArgument}
            INFB_TRT_OTHER_ENGINE {(int)TensorRtStatus.OtherEngine}
            INFB_TRT_PAGEABLE {(int)MemoryMode.Pageable}
            INFB_TRT_PINNED {(int)MemoryMode.Pinned}
            INFB_TRT_MANAGED {(int)MemoryMode.Managed}
            INFB_TRT_DEVICE {(int)MemoryMode.Device}
            INFB_TRT_HARDWARE_NONE {(int)HardwareCompatibility.None}
            INFB_TRT_HARDWARE_AMPERE_PLUS {(int)HardwareCompatibility.AmperePlus}
            INFB_TRT_HARDWARE_SAME_COMPUTE_CAPABILITY {(int)HardwareCompatibility.SameComputeCapability}
            INFB_TRT_CALIBRATION_ENTROPY_2 1

            """;

        Assert.Equal(expected, _header.Compile(expected));
    }

    [Fact]
    public void Every_function_of_the_header_is_declared()
    {
        Assert.Equal(_header.Functions("INFB_TRT_API"), HeaderLayouts.Declared(typeof(TensorRtMethods)));
    }

    public void Dispose()
    {
        _header.Dispose();
    }
}
