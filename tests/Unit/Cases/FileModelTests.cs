using InferenceBench.Cases;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class FileModelTests
{
    [Fact]
    public void A_file_whose_input_has_no_elements_is_skipped_with_the_reason()
    {
        FileModel file = Read(Model([Value("x", 1, 0, 4)], [Value("y", 1, 0, 4)], [Node("Relu", ["x"], ["y"])]));
        Assert.Equal([1], file.Batches);
        Assert.Contains("input x float32[0,4] has no elements", file.WhyNot(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_the_file_has_fixed_otherwise_is_skipped_and_its_own_runs()
    {
        FileModel file = Read(Model([Value("x", 1, 2, 4)], [Value("y", 1, 2, 4)], [Node("Relu", ["x"], ["y"])]), 2, 4);
        Assert.Null(file.WhyNot(2));
        Assert.Contains("fixed batch size 2", file.WhyNot(4), StringComparison.Ordinal);
    }

    private static FileModel Read(ModelProto model, params int[] batches)
    {
        return FileModel.Read(new OnnxModel("", model), "file", batches, new Dictionary<string, long[]>());
    }
}
