using InferenceBench.Cli;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class BatchDimensionTests
{
    [Fact]
    public void Inputs_and_outputs_with_the_dimensions_name_get_its_size()
    {
        var model = new OnnxModel("", ModelCatalogue.Find("lenet5")!.Build(1));

        BatchDimension.Fix(model, 4);

        Assert.Equal(4, model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue);
        Assert.Equal(4, model.Proto.Graph.Output[0].Type.TensorType.Shape.Dim[0].DimValue);
        Assert.Equal(32, model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[3].DimValue);
    }

    [Fact]
    public void A_batch_that_the_file_has_fixed_stays()
    {
        var model = new OnnxModel("", ModelCatalogue.Find("lenet5")!.Build(1));
        BatchDimension.Fix(model, 4);
        BatchDimension.Fix(model, 4);

        Assert.Equal(
            "--batch 8: the file's batch is fixed at 4; export it with a dynamic one",
            Assert.Throws<UsageException>(() => BatchDimension.Fix(model, 8)).Message);
    }
}
