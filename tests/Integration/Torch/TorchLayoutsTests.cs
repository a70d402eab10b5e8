using InferenceBench.Frameworks.Torch.Native;
using InferenceBench.Tests.Integration.Native;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>Our declarations against what a C compiler makes of the shim's header.</summary>
public sealed class TorchLayoutsTests : IDisposable
{
    private readonly HeaderLayouts _header = new("torch", "inferencebench_torch.h");

    [Fact]
    public void Structs_have_the_sizes_and_offsets_of_the_header()
    {
        string expected =
            HeaderLayouts.Describe<TorchTensor>("infb_torch_tensor", "name", "data", "size_bytes", "shape", "rank", "data_type")
            + HeaderLayouts.Describe<TorchOptions>("infb_torch_options", "device", "device_index", "compute_type", "optimisation", "channels_last", "cuda_graph")
            + HeaderLayouts.Describe<TorchTimes>("infb_torch_times", "h2d_ms", "compute_ms", "d2h_ms", "enqueue_ms")
            + HeaderLayouts.Describe<TorchMemory>("infb_torch_memory", "allocated_bytes", "peak_allocated_bytes", "reserved_bytes", "weight_bytes");

        Assert.Equal(expected, _header.Compile(expected));
    }

    [Fact]
    public void Numbers_are_those_of_the_header()
    {
        string expected = $"""
            INFB_TORCH_ABI {TorchMethods.INFB_TORCH_ABI}
            INFB_TORCH_OK {(int)TorchStatus.Ok}
            INFB_TORCH_FAILED {(int)TorchStatus.Failed}
            INFB_TORCH_UNSUPPORTED {(int)TorchStatus.Unsupported}
            INFB_TORCH_OUT_OF_MEMORY {(int)TorchStatus.OutOfMemory}
            INFB_TORCH_BAD_ARGUMENT {(int)TorchStatus.BadArgument}
            INFB_TORCH_EAGER {(int)TorchOptimisation.Eager}
            INFB_TORCH_FROZEN {(int)TorchOptimisation.Frozen}
            INFB_TORCH_OPTIMISED {(int)TorchOptimisation.Optimised}

            """;

        Assert.Equal(expected, _header.Compile(expected));
    }

    [Fact]
    public void Every_function_of_the_header_is_declared()
    {
        Assert.Equal(_header.Functions("INFB_TORCH_API"), HeaderLayouts.Declared(typeof(TorchMethods)));
    }

    public void Dispose()
    {
        _header.Dispose();
    }
}
