using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Unit.OnnxRuntime;

public sealed class ProviderPlacementTests
{
    private const string Cpu = "CPUExecutionProvider";
    private const string Cuda = "CUDAExecutionProvider";

    [Fact]
    public void Nodes_that_compute_shapes_may_stay_on_the_cpu()
    {
        ProviderPlacement.Require("cuda", "m.onnx", [(Cuda, "Conv"), (Cpu, "Shape"), (Cpu, "Gather")]);
    }

    [Fact]
    public void A_provider_that_took_nothing_is_refused()
    {
        InferenceException e = Assert.Throws<InferenceException>(() => ProviderPlacement.Require("cuda", "m.onnx", [(Cpu, "Relu"), (Cpu, "Relu")]));

        Assert.Equal("the cuda provider took no node of m.onnx (CPUExecutionProvider 2): this would not be its result", e.Message);
    }

    [Fact]
    public void Arithmetic_on_the_cpu_is_refused_with_its_operators()
    {
        InferenceException e = Assert.Throws<InferenceException>(
            () => ProviderPlacement.Require("cuda", "m.onnx", [(Cuda, "Relu"), (Cpu, "Conv"), (Cpu, "Gemm"), (Cpu, "Conv"), (Cpu, "Shape")]));

        Assert.Equal("the cuda provider left arithmetic of m.onnx to the CPU (Conv 2, Gemm 1): this would not be its result", e.Message);
    }

    [Fact]
    public void What_tensorrt_leaves_to_cuda_is_no_fallback()
    {
        ProviderPlacement.Require("tensorrt", "m.onnx", [("TensorrtExecutionProvider", "Conv"), (Cuda, "Conv")]);
    }

    [Fact]
    public void Cuda_alone_is_no_result_of_tensorrt()
    {
        Assert.Throws<InferenceException>(() => ProviderPlacement.Require("tensorrt", "m.onnx", [(Cuda, "Conv")]));
    }

    [Fact]
    public void On_the_cpu_everything_is_in_its_place()
    {
        ProviderPlacement.Require("cpu", "m.onnx", [(Cpu, "Conv")]);
    }
}
