using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.Integration.Quantization;

/// <summary>Models as exporters wrote them years ago.</summary>
internal static class OldModels
{
    private const int Channels = 8;

    /// <summary>
    /// x [1,3,8,8] → Conv → BatchNormalization → Clip to 6 → Pad → Conv → Upsample → Slice → Softmax over all that follows the channels → y: of opset 9, where bounds, pads, starts and
    /// ends are attributes.
    /// </summary>
    public static ModelProto Opset9()
    {
        var graph = new GraphProto
        {
            Name = "old",
            Node =
            {
                Node("Conv", ["x", "w1"], "a"),
                Node("BatchNormalization", ["a", "one", "zero", "zero", "one"], "b"),
                Node("Clip", ["b"], "c", new AttributeProto { Name = "min", Type = AttributeProto.Types.AttributeType.Float, F = 0 }, new AttributeProto { Name = "max", Type = AttributeProto.Types.AttributeType.Float, F = 6 }),
                Node("Pad", ["c"], "d", Ints("pads", 0, 0, 1, 0, 0, 0, 1, 2)),
                Node("Conv", ["d", "w2"], "e"),
                Node("Upsample", ["e", "scales"], "f", new AttributeProto { Name = "mode", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8("nearest") }),
                Node("Slice", ["f"], "g", Ints("axes", 2), Ints("starts", 1), Ints("ends", 7)),
                Node("Softmax", ["g"], "y", new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 2 }),
            },
            Initializer =
            {
                Weight("w1", Channels, 3), Weight("w2", Channels, Channels), Floats("one", [Channels], Enumerable.Repeat(1f, Channels)),
                Floats("zero", [Channels], Enumerable.Repeat(0f, Channels)), Floats("scales", [4], [1, 1, 2, 2]),
            },
            Input = { Value("x", 1, 3, 8, 8) },
            Output = { Value("y", 1, Channels, 6, 20) },
        };
        graph.Input.Add(graph.Initializer.Select(static tensor => Value(tensor.Name, [.. tensor.Dims])));
        return new ModelProto { IrVersion = 3, Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 9 } } };
    }

    private static NodeProto Node(string type, string[] inputs, string output, params AttributeProto[] attributes)
    {
        return new NodeProto { OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes } };
    }

    private static AttributeProto Ints(string name, params long[] values)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };
    }

    private static TensorProto Weight(string name, int outputs, int inputs)
    {
        var random = new Random(outputs + inputs);
        return Floats(name, [outputs, inputs, 1, 1], Enumerable.Range(0, outputs * inputs).Select(_ => (random.NextSingle() * 2) - 1));
    }

    private static TensorProto Floats(string name, long[] shape, IEnumerable<float> values)
    {
        return new TensorProto { Name = name, DataType = 1, Dims = { shape }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values.ToArray())) };
    }

    private static ValueInfoProto Value(string name, params long[] shape)
    {
        var dimensions = new TensorShapeProto { Dim = { shape.Select(static size => new TensorShapeProto.Types.Dimension { DimValue = size }) } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = dimensions } } };
    }
}
