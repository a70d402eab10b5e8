using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Shapes;

public sealed class GraphShapesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_shape_computed_in_the_graph_is_folded_for_the_batch_at_hand(long batch)
    {
        GraphShapes shapes = Infer(VariousModel.Create(), ("x", [batch, 3, 8, 8]), ("flag", []));
        Assert.Empty(shapes.Problems);
        Assert.Equal([batch, 4, 4, 4], shapes["c3"].Shape!);
        Assert.Equal([batch, 4, 8, 8], shapes["c4"].Shape!);
        Assert.Equal([batch, 4, 17, 17], shapes["c5"].Shape!);
        Assert.Equal([batch, 4, 3, 19], shapes["c7"].Shape!);
        Assert.Equal([batch, -1], shapes["s4"].Constant!.Integers!);
        Assert.Equal([batch, 4 * 3 * 19], shapes["flat"].Shape!);
        Assert.Equal([batch, 2], shapes["gathered"].Shape!);
        Assert.Equal([batch, 1], shapes["filled"].Shape!);
        Assert.Equal(ElementType.Int8, shapes["q"].Type);
        Assert.Equal([3, 19, 2], shapes["z"].Shape!);
    }

    [Fact]
    public void Positions_may_be_counted_as_those_of_ones()
    {
        ModelProto model = Model(
            [Value("x", 7, -1, 6)],
            [Value("y", 1)],
            [
                Node("Shape", ["x"], ["s"]), Node("Gather", ["s", "one"], ["length"]), Node("ConstantOfShape", ["length"], ["ones"], Tensor("value", Longs("", [1], 1))),
                Node("NonZero", ["ones"], ["found"]), Node("Squeeze", ["found"], ["positions"], Ints("axes", 0)), Node("Gather", ["table", "positions"], ["y"]),
                Node("NonZero", ["x"], ["open"]),
            ],
            10);
        model.Graph.Initializer.Add([Longs("one", [1], 1), Floats("table", [32, 8])]);
        GraphShapes shapes = Infer(model);
        Assert.Equal([0L, 1, 2, 3, 4, 5], shapes["positions"].Constant!.Integers!);
        Assert.Equal([6, 8], shapes["y"].Shape!);
        Assert.Equal([2, -1], shapes["open"].Shape!);
        Assert.Empty(shapes.UnknownOperators);
    }

    [Fact]
    public void A_dynamic_dimension_stays_open_and_the_others_are_found()
    {
        GraphShapes shapes = Infer(VariousModel.Create());
        Assert.Equal([-1, 4, 3, 19], shapes["c8"].Shape!);
        Assert.Equal([-1, 4], shapes["mean"].Shape!);
        Assert.Equal([-1, 5], shapes["y"].Shape!);
        Assert.Equal(ConstantTensor.Unknown, shapes["s4"].Constant!.Integers![0]);
    }

    [Fact]
    public void After_an_unknown_operator_the_files_own_shapes_hold_with_its_named_dimensions_bound()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 3)],
            [Value("y", 1, -1, 9)],
            [Node("Mystery", ["x"], ["m"]), Node("Relu", ["m"], ["r"]), Node("Enigma", ["r"], ["e"]), Node("Relu", ["e"], ["y"])]);
        model.Graph.ValueInfo.Add(Value("m", 1, -1, 5));
        GraphShapes shapes = Infer(model, ("x", [4, 3]));
        Assert.Equal([4, 5], shapes["r"].Shape!);
        Assert.Null(shapes["e"].Shape);
        Assert.Equal([4, 9], shapes["y"].Shape!);
        Assert.Equal(["Enigma", "Mystery"], shapes.UnknownOperators);
        Assert.Empty(shapes.Problems);
    }

    [Fact]
    public void An_operator_of_another_domain_is_not_mistaken_for_the_standard_one()
    {
        NodeProto node = Node("Relu", ["x"], ["y"]);
        node.Domain = "some.where";
        Assert.Equal(["Relu"], Infer(Model([Value("x", 1, 2)], [new ValueInfoProto { Name = "y" }], [node])).UnknownOperators);
    }

    [Fact]
    public void Integer_arithmetic_is_that_of_the_specification()
    {
        ModelProto model = Model(
            [Value("x", 1, 1)],
            [new ValueInfoProto { Name = "mod" }],
            [
                Node("Div", ["a", "b"], ["div"]),
                Node("Mod", ["a", "b"], ["mod"]),
                Node("Mod", ["a", "b"], ["fmod"], Int("fmod", 1)),
                Node("Equal", ["a", "b"], ["equal"]),
                Node("Where", ["equal", "a", "one"], ["where"]),
                Node("Cast", ["a"], ["float"], Int("to", 1)),
                Node("Mul", ["float", "half"], ["scaled"]),
                Node("Floor", ["scaled"], ["floor"]),
                Node("Cast", ["floor"], ["int"], Int("to", 7)),
                Node("Div", ["a", "zero"], ["bad"]),
            ]);
        model.Graph.Initializer.Add([Longs("a", [3], -7, 7, 3), Longs("b", [3], 3, -3, 3), Longs("one", [], 1), Longs("zero", [], 0), Floats("half", [], 0.5f)]);
        GraphShapes shapes = Infer(model);
        Assert.Equal([-2, -2, 1], shapes["div"].Constant!.Integers!);
        Assert.Equal([2, -2, 0], shapes["mod"].Constant!.Integers!);
        Assert.Equal([-1, 1, 0], shapes["fmod"].Constant!.Integers!);
        Assert.Equal([1, 1, 3], shapes["where"].Constant!.Integers!);
        Assert.Equal([-4, 3, 1], shapes["int"].Constant!.Integers!);
        Assert.Null(shapes["bad"].Constant);
    }

    [Fact]
    public void Large_constants_are_not_folded()
    {
        ModelProto model = Model([Value("x", 1, 1)], [new ValueInfoProto { Name = "y" }], [Node("Expand", ["one", "shape"], ["y"])]);
        model.Graph.Initializer.Add([Longs("one", [], 1), Longs("shape", [2], 1L << 30, 1L << 30)]);
        GraphShapes shapes = Infer(model);
        Assert.Equal([1L << 30, 1L << 30], shapes["y"].Shape!);
        Assert.Null(shapes["y"].Constant);
    }

    private static GraphShapes Infer(ModelProto model, params (string Name, long[] Shape)[] inputs)
    {
        return GraphShapes.Infer(new OnnxModel("", model), inputs.ToDictionary(static input => input.Name, static input => input.Shape));
    }
}
