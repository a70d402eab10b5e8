using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Onnx;

public sealed class FunctionCallsTests
{
    private const string Domain = "pkg.torch";

    [Fact]
    public void Functions_within_functions_are_counted_as_what_they_run()
    {
        ModelProto model = ModelOf(
            Call("Mlp", ["x", "w1", "b1", "w2", ""], "y"),
            Function("Linear", ["a", "w", "b"], ["o"], Node("MatMul", ["a", "w"], ["t"]), Node("Add", ["t", "b"], ["o"])),
            Function("Mlp", ["a", "w1", "b1", "w2", "unused"], ["o"],
                Call("Linear", ["a", "w1", "b1"], "t"), Node("Relu", ["t"], ["r"]), Call("Linear", ["r", "w2", "b1"], "o")));
        model.Graph.Initializer.Add([Floats("w1", [4, 4]), Floats("b1", [4]), Floats("w2", [4, 4])]);
        ModelInfo info = Info(model);
        Assert.Empty(info.Uncounted);
        Assert.Equal(2 * 16, info.Macs);
        Assert.Equal(16 + 4 + 16, info.Parameters);
        Assert.Equal(new Dictionary<string, int> { ["Mlp"] = 1 }, info.Operators);
        Assert.Equal([3, 4], ModelSignature.Resolve(new OnnxModel("", model), 3, new Dictionary<string, long[]>()).Outputs[0].Shape);
    }

    [Theory]
    // Given by the call, by the function's default, or by neither: then the operator's own default holds.
    [InlineData(1L, null, new long[] { 4, 1 })]
    [InlineData(null, 1L, new long[] { 4, 1 })]
    [InlineData(null, null, new long[] { 1, 4 })]
    public void An_attribute_may_stand_for_one_of_the_call(long? given, long? fallback, long[] expected)
    {
        NodeProto gemm = Node("Gemm", ["a", "w"], ["o"], new AttributeProto { Name = "transA", RefAttrName = "turn" });
        FunctionProto function = Function("F", ["a", "w"], ["o"], gemm);
        NodeProto call = Call("F", ["x", "w"], "y");
        if (given is not null)
        {
            call.Attribute.Add(Int("turn", given.Value));
        }

        if (fallback is not null)
        {
            function.AttributeProto.Add(Int("turn", fallback.Value));
        }

        ModelProto model = ModelOf(call, function);
        model.Graph.Initializer.Add(Floats("w", expected[0] == 4 ? [1, 1] : [4, 4]));
        Assert.Equal(expected, ModelSignature.Resolve(new OnnxModel("", model), 1, new Dictionary<string, long[]>()).Outputs[0].Shape);
    }

    [Fact]
    public void A_function_that_calls_itself_stays_a_call()
    {
        ModelProto model = ModelOf(Call("F", ["x"], "y"), Function("F", ["a"], ["b"], Call("F", ["a"], "b")));
        Assert.Equal(["F"], Info(model).Uncounted);
    }

    [Fact]
    public void Functions_that_double_at_each_level_end()
    {
        FunctionProto[] levels = [.. Enumerable.Range(0, 30).Select(static level => Function($"F{level}", ["a"], ["b"],
            Call($"F{level + 1}", ["a"], "t"), Call($"F{level + 1}", ["t"], "b")))];
        Assert.NotEmpty(Info(ModelOf(Call("F0", ["x"], "y"), levels)).Uncounted);
        Assert.NotEmpty(Info(ModelOf(Call("F0", ["x"], "y"), [.. levels, Function("F30", ["a"], ["b"])])).Uncounted);
    }

    private static ModelInfo Info(ModelProto model)
    {
        return ModelInfo.Of(new OnnxModel("", model), "id", new Dictionary<string, long[]>());
    }

    private static ModelProto ModelOf(NodeProto call, params FunctionProto[] functions)
    {
        ModelProto model = Model([Value("x", 1, -1, 4)], [Value("y", 1)], [call]);
        model.Graph.Output[0].Type = new TypeProto();
        model.Functions.Add(functions);
        return model;
    }

    private static NodeProto Call(string name, string[] inputs, string output)
    {
        NodeProto node = Node(name, inputs, [output]);
        node.Domain = Domain;
        return node;
    }

    private static FunctionProto Function(string name, string[] inputs, string[] outputs, params NodeProto[] nodes)
    {
        return new FunctionProto { Name = name, Domain = Domain, Input = { inputs }, Output = { outputs }, Node = { nodes } };
    }
}
