using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Unit.OnnxRuntime;

public sealed class ProviderRefusalTests
{
    [Theory]
    [InlineData("libcublasLt.so.13", "CUDA runtime libraries 13 (libcublasLt.so.13) not found, which the cuda provider needs")]
    [InlineData("libcurand.so.10", "CUDA runtime libraries (libcurand.so.10) not found, which the cuda provider needs")]
    [InlineData("libcudnn.so.9", "cuDNN 9 (libcudnn.so.9) not found, which the cuda provider needs")]
    [InlineData("libnvinfer.so.10", "TensorRT libraries 10 (libnvinfer.so.10) not found, which the cuda provider needs")]
    public void A_missing_library_is_named_with_its_product(string library, string reason)
    {
        Availability answer = ProviderRefusal.Explain(
            "cuda",
            $"[ErrorCode:RuntimeException] Failed to load library libonnxruntime_providers_cuda.so with error: {library}: cannot open shared object file: No such file or directory");

        Assert.False(answer.IsAvailable);
        Assert.Equal(reason, answer.Reason);
        Assert.Contains("LD_LIBRARY_PATH", answer.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cpu_only_library_is_called_one()
    {
        Availability answer = ProviderRefusal.Explain("tensorrt", "[ErrorCode:Fail] TensorRT execution provider is not enabled in this build.");

        Assert.Equal("this ONNX Runtime library is built without the tensorrt provider", answer.Reason);
        Assert.Contains("ONNXRUNTIME_LIBRARY", answer.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_keeps_the_engines_own_words()
    {
        Assert.Equal("the cuda provider refuses: CUDA failure 35", ProviderRefusal.Explain("cuda", "CUDA failure 35").Reason);
    }
}
