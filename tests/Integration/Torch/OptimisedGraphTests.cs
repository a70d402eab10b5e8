using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>
/// Graphs that libtorch's own optimisations compute wrongly or refuse when they are written plainly: what follows a convolution stays in oneDNN's blocks of
/// channels, which hardswish, hardsigmoid and clamp of 1.13 do not respect.
/// </summary>
[Collection(LibtorchGroup.Name)]
public sealed class OptimisedGraphTests : IDisposable
{
    private const int Batch = 2;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"optimised-{Guid.NewGuid():N}.onnx");
    private readonly LibtorchFramework _framework = new();

    public OptimisedGraphTests()
    {
        LibtorchGroup.SkipWithoutLibtorch(_framework);
    }

    public static TheoryData<string, int> Activations => new MatrixTheoryData<string, int>(
        ["HardSwish", "HardSigmoid", "HardSigmoid of a sixth", "Clip", "Clip from below", "Gelu by tanh", "Relu"], [8, 16, 24]);

    [Theory]
    [MemberData(nameof(Activations))]
    public void What_follows_a_convolution_is_the_same_optimised(string activation, int channels)
    {
        NodeProto node = activation switch
        {
            "HardSigmoid of a sixth" => Node("HardSigmoid", ["c"], ["a"], Float("alpha", 1f / 6)),
            "Clip" => Node("Clip", ["c", "low", "high"], ["a"]),
            "Clip from below" => Node("Clip", ["c", "low"], ["a"]),
            "Gelu by tanh" => Node("Gelu", ["c"], ["a"], Text("approximate", "tanh")),
            _ => Node(activation, ["c"], ["a"]),
        };
        Write([Value("x", 1, Batch, 3, 8, 8)], [Node("Conv", ["x", "w"], ["c"], Ints("pads", 1, 1, 1, 1)), node, Node("Conv", ["a", "last"], ["y"])],
            Floats("w", [channels, 3, 3, 3]), Floats("last", [5, channels, 1, 1]), Floats("low", [], -1f), Floats("high", [], 2f));
        AssertAgree(new TensorSpec("x", ElementType.Float32, [Batch, 3, 8, 8]));
    }

    [Fact]
    public void A_constant_matrix_is_added_to_a_product_when_frozen()
    {
        Write([Value("x", 1, 3, 6)], [Node("Gemm", ["x", "w", "b"], ["y"])], Floats("w", [6, 4]), Floats("b", [3, 4]));
        AssertAgree(new TensorSpec("x", ElementType.Float32, [3, 6]));
    }

    public void Dispose()
    {
        File.Delete(_path);
    }

    private static AttributeProto Float(string name, float value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };
    }

    private void Write(ValueInfoProto[] inputs, NodeProto[] nodes, params TensorProto[] initializers)
    {
        ModelProto model = Model(inputs, [new ValueInfoProto { Name = "y", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } }], nodes, opset: 20);
        model.Graph.Initializer.Add(initializers);
        using FileStream stream = File.Create(_path);
        model.WriteTo(stream);
    }

    private void AssertAgree(TensorSpec input)
    {
        float[] eager = Run(input, LibtorchDescriptor.Eager);
        float[] optimised = Run(input, LibtorchDescriptor.Optimised);

        float tolerance = 1e-5f * eager.Max(MathF.Abs);
        Assert.True(tolerance > 0);
        Assert.All(eager.Zip(optimised), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    // The second run and those after it take other ways through libtorch than the first.
    private float[] Run(TensorSpec input, string variant)
    {
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(_path, [input]) with { Variant = variant });
        float[] values = [.. Enumerable.Range(0, checked((int)input.ElementCount)).Select(static i => ((i * 37) % 101 / 25f) - 2)];
        session.SetInput(0, MemoryMarshal.AsBytes<float>(values));
        for (int i = 0; i < 3; i++)
        {
            session.Run();
        }

        return MemoryMarshal.Cast<byte, float>(session.GetOutput(0)).ToArray();
    }
}
