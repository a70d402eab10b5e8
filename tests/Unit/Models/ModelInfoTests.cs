using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models;

public sealed class ModelInfoTests
{
    [Fact]
    public void A_convolution_is_counted_at_batch_1()
    {
        ModelInfo info = Info(Convolution());
        Assert.Equal((4 * 27) + 4, info.Parameters);
        Assert.Equal(4 * 8 * 8 * 27, info.Macs);
        Assert.Equal("x float32[?,3,8,8]", info.Inputs[0].ToString());
        Assert.Equal(new Dictionary<string, int> { ["Conv"] = 1, ["Relu"] = 1 }, info.Operators);
        Assert.Empty(info.Uncounted);
    }

    [Fact]
    public void A_fixed_batch_does_not_change_the_count()
    {
        ModelProto model = Convolution();
        model.Graph.Input[0] = Value("x", 1, 16, 3, 8, 8);
        Assert.Equal(4 * 8 * 8 * 27, Info(model).Macs);
    }

    [Fact]
    public void What_is_computed_from_constants_alone_is_not_divided_by_the_batch()
    {
        ModelProto model = Model([Value("x", 1, 4, 3)], [Value("y", 1, 4, 5)], [Node("MatMul", ["a", "b"], ["w"]), Node("MatMul", ["x", "w"], ["y"])]);
        model.Graph.Initializer.Add([Floats("a", [3, 2]), Floats("b", [2, 5])]);
        ModelInfo info = Info(model);
        Assert.Equal((3 * 5 * 2) + (5 * 3), info.Macs);
        Assert.Equal(16, info.Parameters);
    }

    [Fact]
    public void Every_counted_operator_counts_as_defined()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 4, 5, 5)],
            [Value("y", 1, -1, 7)],
            [
                Node("Conv", ["x", "w1"], ["c"], Int("group", 4), Ints("pads", 1, 1, 1, 1)),
                Node("ConvTranspose", ["c", "w2"], ["t"], Ints("strides", 2, 2), Int("group", 2)),
                Node("GlobalAveragePool", ["t"], ["p"]),
                Node("Flatten", ["p"], ["f"]),
                Node("Gemm", ["f", "w3", "b"], ["g"], Int("transB", 1)),
                Node("MatMul", ["g", "w4"], ["y"]),
            ]);
        model.Graph.Initializer.Add([Floats("w1", [4, 1, 3, 3]), Floats("w2", [4, 3, 2, 2]), Floats("w3", [8, 6]), Floats("b", [1]), Floats("w4", [8, 7])]);
        ModelInfo info = Info(model);
        Assert.Equal((4 * 25 * 9) + (4 * 25 * 3 * 4) + (8 * 6) + (8 * 7), info.Macs);
        Assert.Equal(36 + 48 + 48 + 1 + 56, info.Parameters);
    }

    [Fact]
    public void Only_what_is_trained_is_a_parameter()
    {
        ModelProto model = Model(
            [Value("ids", 7, -1, 6), Value("img", 1, -1, 3, 8, 8)],
            [Value("y", 1), Value("z", 1)],
            [
                // Not counted: the image's preparation, per channel.
                Node("Sub", ["img", "mean"], ["i1"]),
                Node("Mul", ["i1", "std"], ["i2"]),
                Node("Conv", ["i2", "w"], ["i3"]),
                // 2 × 4: scale and bias, not mean and variance.
                Node("BatchNormalization", ["i3", "bn", "bnb", "stat", "stat2"], ["i4"]),
                Node("Clip", ["i4", "low", "high"], ["i5"]),
                Node("PRelu", ["i5", "slope"], ["i6"]),
                Node("Resize", ["i6", "", "scales"], ["z"]),
                // A table of 10 × 4, cut out of which positions are added; a layer scale through an Identity that shares it with another.
                Node("Gather", ["table", "ids"], ["t1"]),
                Node("Add", ["t1", "positions"], ["t2"]),
                Node("Identity", ["gamma"], ["gamma2"]),
                Node("Mul", ["t2", "gamma"], ["t3"]),
                Node("Mul", ["t3", "gamma2"], ["t4"]),
                Node("Add", ["t4", "epsilon"], ["t5"]),
                Node("Reshape", ["t5", "shape"], ["t6"]),
                Node("Transpose", ["linear"], ["linearT"]),
                Node("MatMul", ["t6", "linearT"], ["t7"]),
                Node("Add", ["t7", "mask"], ["y"]),
            ]);
        model.Graph.Initializer.Add(
            [
                Floats("mean", [3, 1, 1]), Floats("std", [3, 1, 1]), Floats("w", [4, 3, 1, 1]), Floats("bn", [4]), Floats("bnb", [4]), Floats("stat", [4]),
                Floats("stat2", [4]), Floats("low", [], 0f), Floats("high", [], 6f), Floats("slope", [1], 0.1f), Floats("scales", [4], 1, 1, 2, 2),
                Floats("table", [10, 4]), Floats("positions", [1, 6, 4]), Floats("gamma", [4]), Floats("epsilon", [], 1e-5f), Longs("shape", [2], -1, 4),
                Floats("linear", [5, 4]), Floats("mask", [5], 0, -100, 0, -100, 0),
            ]);
        Assert.Equal(12 + 8 + 1 + 40 + 24 + 4 + 20, Info(model).Parameters);
    }

    [Fact]
    public void Constant_nodes_and_quantized_weights_count_as_initializers_do()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 3, 8, 8)],
            [Value("y", 1, -1, 4, 8, 8)],
            [
                Node("Constant", [], ["bias"], Tensor("value", new TensorProto { DataType = 6, Dims = { 4 }, Int32Data = { 1, 2, 3, 4 } })),
                Node("QuantizeLinear", ["x", "s", "z"], ["xq"]),
                Node("DequantizeLinear", ["xq", "s", "z"], ["xd"]),
                Node("DequantizeLinear", ["wq", "sw", "zw"], ["wd"], Int("axis", 0)),
                Node("DequantizeLinear", ["bias", "sw"], ["bd"], Int("axis", 0)),
                Node("Conv", ["xd", "wd", "bd"], ["y"], Ints("pads", 1, 1, 1, 1)),
            ]);
        model.Graph.Initializer.Add(
            [
                Floats("s", [], 0.1f), new TensorProto { Name = "z", DataType = 2, Int32Data = { 128 } }, Floats("sw", [4]),
                new TensorProto { Name = "zw", DataType = 3, Dims = { 4 }, Int32Data = { 0, 0, 0, 0 } },
                new TensorProto { Name = "wq", DataType = 3, Dims = { 4, 3, 3, 3 }, RawData = Google.Protobuf.ByteString.CopyFrom(new byte[108]) },
            ]);
        ModelInfo info = Info(model);
        Assert.Equal(108 + 4, info.Parameters);
        Assert.Equal(4 * 64 * 27, info.Macs);
    }

    [Fact]
    public void An_unknown_operator_is_named_and_a_count_that_it_hides_is_not_given()
    {
        ModelProto model = Convolution();
        model.Graph.Node.Insert(0, Node("NoSuchOperator", ["x"], ["u"]));
        model.Graph.Node[1].Input[0] = "u";
        ModelInfo info = Info(model);
        Assert.Equal(["Conv", "NoSuchOperator"], info.Uncounted);
        Assert.Null(info.Macs);
        Assert.Equal(112, info.Parameters);

        model.Graph.ValueInfo.Add(Value("u", 1, -1, 3, 8, 8));
        info = Info(model);
        Assert.Equal(["NoSuchOperator"], info.Uncounted);
        Assert.Equal(4 * 64 * 27, info.Macs);
    }

    [Fact]
    public void A_dynamic_image_size_is_counted_for_the_shape_that_is_given()
    {
        ModelProto model = Convolution();
        model.Graph.Input[0].Type.TensorType.Shape.Dim[2] = new TensorShapeProto.Types.Dimension { DimParam = "H" };
        Assert.Null(Info(model).Macs);
        var given = new Dictionary<string, long[]> { [""] = [2, 3, 16, 8] };
        Assert.Equal(4 * 16 * 8 * 27, ModelInfo.Of(new OnnxModel("", model), "id", given).Macs);
    }

    private static ModelInfo Info(ModelProto model)
    {
        return ModelInfo.Of(new OnnxModel("", model), "id", new Dictionary<string, long[]>());
    }
}
