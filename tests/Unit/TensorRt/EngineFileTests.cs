using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class EngineFileTests
{
    [Theory]
    [InlineData("net.onnx", false)]
    [InlineData("net.ONNX", false)]
    [InlineData("net.engine", true)]
    [InlineData("net.plan", true)]
    public void What_is_no_ONNX_file_is_an_engine(string path, bool isEngine)
    {
        Assert.Equal(isEngine, EngineFile.Is(path));
    }

    [Fact]
    public void An_empty_or_missing_file_is_told_before_TensorRT_sees_it()
    {
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "net.engine");
        Assert.StartsWith("it cannot be read: ", EngineFile.ProblemOf(file), StringComparison.Ordinal);
        File.WriteAllText(file, "");
        Assert.Equal("it is empty", EngineFile.ProblemOf(file));
        File.WriteAllText(file, "x");
        Assert.Null(EngineFile.ProblemOf(file));
    }

    [Fact]
    public void The_framework_runs_on_GPUs_alone_and_reads_both_kinds_of_files()
    {
        FrameworkDescriptor descriptor = new TensorRtFramework().Descriptor;

        Assert.Equal(("tensorrt", "default"), (descriptor.Id, Assert.Single(descriptor.Variants)));
        Assert.Equal(("cuda", DeviceKind.Cuda), (Assert.Single(descriptor.Providers).Id, descriptor.Providers[0].DeviceKind));
        Assert.Equal([".onnx", ".engine", ".plan"], descriptor.ModelExtensions);
        Assert.True(descriptor.HasBareLoop && descriptor.ReadsOwnFiles);
    }
}
