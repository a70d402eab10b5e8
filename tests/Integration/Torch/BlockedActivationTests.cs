using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>
/// An activation between two convolutions of 20 channels, which leave oneDNN's last block of channels half empty: where optimize_for_inference of libtorch 1.13 computes
/// some of them wrongly and refuses others.
/// </summary>
[Collection(LibtorchGroup.Name)]
public sealed class BlockedActivationTests
{
    private const int Channels = 20;
    private static readonly TensorSpec s_input = new("x", ElementType.Float32, [2, Channels, 6, 6]);
    private readonly LibtorchFramework _framework = new();

    public BlockedActivationTests()
    {
        LibtorchGroup.SkipWithoutLibtorch(_framework);
    }

    public static TheoryData<string> Activations => new("HardSwish", "HardSigmoid", "Clip", "Clip below", "Gelu", "Relu");

    [Theory]
    [MemberData(nameof(Activations))]
    public void The_optimised_variant_computes_what_the_plain_one_does(string activation)
    {
        using var folder = new ScratchFolder();
        string path = folder.File("blocks.onnx");
        Write(path, activation);

        float[] eager = Run(path, LibtorchDescriptor.Eager);
        float[] optimised = Run(path, LibtorchDescriptor.Optimised);

        Assert.All(eager.Zip(optimised), static pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        Assert.Contains(eager, static element => MathF.Abs(element) > 0.1f);
    }

    private float[] Run(string path, string variant)
    {
        using IInferenceSession session = _framework.Open(LibtorchGroup.Request(path, [s_input]) with { Variant = variant });
        session.SetInput(0, SeededInputs.Create(s_input, 0, 1, InputRange.Default));

        // The executor of the optimised variant rewrites the program after the first runs.
        for (int i = 0; i < 3; i++)
        {
            session.Run();
        }

        return MemoryMarshal.Cast<byte, float>(session.GetOutput(0)).ToArray();
    }

    private static void Write(string path, string activation)
    {
        NodeProto node = activation switch
        {
            "Clip" => SmallModels.Node("Clip", ["a", "zero", "six"], ["b"]),
            "Clip below" => SmallModels.Node("Clip", ["a", "zero"], ["b"]),
            _ => SmallModels.Node(activation, ["a"], ["b"]),
        };
        if (activation == "HardSigmoid")
        {
            node.Attribute.Add(new AttributeProto { Name = "alpha", Type = AttributeProto.Types.AttributeType.Float, F = 1f / 6 });
        }
        else if (activation == "Gelu")
        {
            node.Attribute.Add(SmallModels.Text("approximate", "tanh"));
        }

        ModelProto model = SmallModels.Model(
            [SmallModels.Value("x", 1, [.. s_input.Shape])],
            [SmallModels.Value("y", 1, [.. s_input.Shape])],
            [SmallModels.Node("Conv", ["x", "w"], ["a"]), node, SmallModels.Node("Conv", ["b", "w"], ["y"])],
            opset: 20);
        float[] weights = [.. Enumerable.Range(0, Channels * Channels).Select(static i => MathF.Sin(i))];
        model.Graph.Initializer.Add(SmallModels.Floats("w", [Channels, Channels, 1, 1], weights));
        model.Graph.Initializer.Add(SmallModels.Floats("zero", [], 0f));
        model.Graph.Initializer.Add(SmallModels.Floats("six", [], 6f));
        using FileStream stream = File.Create(path);
        model.WriteTo(stream);
    }
}
