using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models;

public sealed class ModelSignatureTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData(8L, 8)]
    public void A_dynamic_batch_takes_the_size_that_is_asked_for_or_one(long? batch, long expected)
    {
        ModelSignature signature = Resolve(Convolution(), batch);
        Assert.Equal(expected, signature.Batch);
        Assert.Equal($"x float32[{expected},3,8,8]", Assert.Single(signature.Inputs).ToString());
        Assert.Equal($"y float32[{expected},4,8,8]", Assert.Single(signature.Outputs).ToString());
        Assert.Equal(Precision.Fp32, signature.Precision);
    }

    [Fact]
    public void A_fixed_batch_is_kept_and_another_refused()
    {
        ModelProto model = Convolution();
        model.Graph.Input[0] = Value("x", 1, 4, 3, 8, 8);
        Assert.Equal(4, Resolve(model).Batch);
        Assert.Equal(4, Resolve(model, 4).Batch);
        Refused(model, 8, [], "has the fixed batch size 4, and 8 was asked for");
    }

    [Fact]
    public void A_dynamic_size_must_be_given()
    {
        ModelProto model = Dynamic();
        Refused(model, null, [], "input 'x' has dynamic dimensions (x float32[1,3,?,?]): give its shape with --input-shape x:");
        Assert.Equal([2, 3, 16, 24], Resolve(model, null, ("x", [2, 3, 16, 24])).Inputs[0].Shape);
        Assert.Equal([2, 3, 16, 24], Resolve(model, null, ("", [2, 3, 16, 24])).Inputs[0].Shape);
        // The batch sizes of a run hold for every case; the shape says the rest.
        Assert.Equal([8, 3, 16, 24], Resolve(model, 8, ("x", [1, 3, 16, 24])).Inputs[0].Shape);
    }

    [Fact]
    public void A_given_shape_must_fit()
    {
        Refused(Dynamic(), null, [("x", [1, 3, 16])], "has 3 dimensions, the model wants x float32[?,3,?,?]");
        Refused(Dynamic(), null, [("x", [1, 4, 16, 16])], "differs from the fixed dimension 3");
        Refused(Dynamic(), null, [("x", [1, 3, 0, 16])], "a dimension below 1");
        Refused(Dynamic(), null, [("image", [1, 3, 8, 8])], "has no input 'image'; its inputs are 'x'");
        Refused(Dynamic(), null, [("x", [1, 3, 1 << 20, 1 << 20])], "2 GiB");
    }

    [Fact]
    public void A_file_may_declare_an_input_without_elements()
    {
        ModelProto model = Model([Value("x", 1, 0, 3)], [Value("y", 1, 0, 3)], [Node("Relu", ["x"], ["y"])]);
        Assert.Equal([0, 3], Resolve(model, null, ("x", [0, 3])).Inputs[0].Shape);
    }

    [Fact]
    public void Initializers_that_are_listed_as_inputs_are_not_fed()
    {
        ModelProto model = Convolution();
        model.Graph.Input.Add([Value("w", 1, 4, 3, 3, 3), Value("b", 1, 4)]);
        Assert.Equal("x", Assert.Single(Resolve(model).Inputs).Name);
    }

    [Fact]
    public void Named_dimensions_hold_across_inputs()
    {
        ModelProto model = Model([Value("a", 1, -1, 4), Value("b", 7, 4, -1)], [Value("y", 1, -1)], [Node("ReduceSum", ["a", "b"], ["y"])]);
        ModelSignature signature = Resolve(model, 5);
        Assert.Equal("b int64[4,5]", signature.Inputs[1].ToString());
        Refused(model, 5, [("", [1, 4])], "has 2 inputs ('a', 'b')");
    }

    [Fact]
    public void A_scalar_before_the_data_has_no_batch()
    {
        ModelProto model = Model([Value("threshold", 1), Value("x", 1, -1, 4)], [Value("y", 1, -1, 4)], [Node("Add", ["threshold", "x"], ["y"])]);
        Assert.Equal(4, Resolve(model, 4).Batch);
        Assert.Equal([4, 4], Resolve(model, 4).Outputs[0].Shape);
    }

    [Fact]
    public void An_input_that_cannot_be_fed_is_refused()
    {
        Refused(Model([Value("x", 8, 1)], [Value("y", 8, 1)], [Node("Identity", ["x"], ["y"])]), null, [], "input 'x' has the type string");
        var sequence = new ValueInfoProto { Name = "x", Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence() } };
        Refused(Model([sequence], [Value("y", 1)], [Node("Identity", ["x"], ["y"])]), null, [], "which cannot be fed");
    }

    [Fact]
    public void An_output_that_cannot_be_told_is_as_declared()
    {
        ModelProto model = Model([Value("x", 1, -1, 3)], [Value("y", 1, 2, -1), new ValueInfoProto { Name = "z" }], [Node("Mystery", ["x"], ["y", "z"])]);
        ModelSignature signature = Resolve(model, 6);
        Assert.Equal([2, 6], signature.Outputs[0].Shape);
        Assert.Equal([-1], signature.Outputs[1].Shape);
    }

    [Theory]
    [InlineData(10, Precision.Fp16)]
    [InlineData(16, Precision.Bf16)]
    [InlineData(1, Precision.Fp32)]
    public void The_precision_is_that_of_most_weights(int dataType, Precision expected)
    {
        ModelProto model = Model([Value("x", dataType, -1, 3)], [Value("y", dataType, -1, 9)], [Node("MatMul", ["x", "w"], ["m"]), Node("Mul", ["m", "s"], ["y"])]);
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = dataType, Dims = { 3, 9 }, RawData = Google.Protobuf.ByteString.CopyFrom(new byte[27 * (dataType == 1 ? 4 : 2)]) });
        model.Graph.Initializer.Add(Floats("s", [9]));
        Assert.Equal(expected, Resolve(model).Precision);
        model.Graph.Node.Add(Node("QuantizeLinear", ["y", "s"], ["q"]));
        Assert.Equal(Precision.Int8, Resolve(model).Precision);
    }

    private static ModelProto Dynamic()
    {
        ModelProto model = Convolution();
        for (int i = 2; i < 4; i++)
        {
            model.Graph.Input[0].Type.TensorType.Shape.Dim[i] = new TensorShapeProto.Types.Dimension();
        }

        return model;
    }

    private static ModelSignature Resolve(ModelProto model, long? batch = null, params (string Name, long[] Shape)[] given)
    {
        return ModelSignature.Resolve(new OnnxModel("", model), batch, given.ToDictionary(static shape => shape.Name, static shape => shape.Shape));
    }

    private static void Refused(ModelProto model, long? batch, (string Name, long[] Shape)[] given, string reason)
    {
        OnnxModelException e = Assert.Throws<OnnxModelException>(() => Resolve(model, batch, given));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }
}
