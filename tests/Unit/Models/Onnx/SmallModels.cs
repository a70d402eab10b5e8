using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.Unit.Models.Onnx;

/// <summary>Hand-made models and their parts.</summary>
internal static class SmallModels
{
    /// <summary>x [N,3,8,8] → Conv (4 filters of 3×3, pads 1) → Relu → y.</summary>
    public static ModelProto Convolution()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 3, 8, 8)],
            [Value("y", 1, -1, 4, 8, 8)],
            [
                Node("Conv", ["x", "w", "b"], ["c"], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1)),
                Node("Relu", ["c"], ["y"]),
            ]);
        model.Graph.Initializer.Add(Floats("w", [4, 3, 3, 3]));
        model.Graph.Initializer.Add(Floats("b", [4]));
        return model;
    }

    public static ModelProto Model(ValueInfoProto[] inputs, ValueInfoProto[] outputs, NodeProto[] nodes, long opset = 17)
    {
        return new ModelProto
        {
            IrVersion = 8,
            ProducerName = "tests",
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } },
            Graph = new GraphProto { Name = "g", Input = { inputs }, Output = { outputs }, Node = { nodes } },
        };
    }

    public static NodeProto Node(string type, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        return new NodeProto { OpType = type, Name = "node_" + outputs.FirstOrDefault(), Input = { inputs }, Output = { outputs }, Attribute = { attributes } };
    }

    /// <summary>A value; dimension −1 is dynamic.</summary>
    public static ValueInfoProto Value(string name, int type, params long[] shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (long dimension in shape)
        {
            dimensions.Dim.Add(dimension < 0
                ? new TensorShapeProto.Types.Dimension { DimParam = "N" }
                : new TensorShapeProto.Types.Dimension { DimValue = dimension });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = dimensions } } };
    }

    public static TensorProto Floats(string name, long[] shape, params float[] values)
    {
        long count = shape.Aggregate(1L, static (product, dimension) => product * dimension);
        float[] data = values.Length > 0 ? values : [.. Enumerable.Range(0, (int)count).Select(static i => (i % 7) - 3f)];
        return new TensorProto { Name = name, DataType = 1, Dims = { shape }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(data)) };
    }

    public static TensorProto Longs(string name, long[] shape, params long[] values)
    {
        return new TensorProto { Name = name, DataType = 7, Dims = { shape }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)) };
    }

    public static AttributeProto Int(string name, long value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };
    }

    public static AttributeProto Ints(string name, params long[] values)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };
    }

    public static AttributeProto Text(string name, string value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };
    }

    public static AttributeProto Tensor(string name, TensorProto value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Tensor, T = value };
    }

    public static AttributeProto Graph(string name, GraphProto value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = value };
    }
}
