using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

/// <summary>Writes ONNX files of one or two nodes into a folder of its own.</summary>
public sealed class TinyModels : IDisposable
{
    // Made with the first file: a test that is skipped in its constructor is never disposed of.
    private readonly Lazy<string> _folder = new(static () => Directory.CreateTempSubdirectory("inferencebench-tiny-").FullName);

    /// <summary>A file with the given nodes, inputs and outputs; a dimension of −1 is dynamic.</summary>
    public string Write(string name, IEnumerable<NodeProto> nodes, IEnumerable<TensorSpec> inputs, IEnumerable<TensorSpec> outputs)
    {
        GraphProto graph = new() { Name = name };
        graph.Node.AddRange(nodes);
        graph.Input.AddRange(inputs.Select(Describe));
        graph.Output.AddRange(outputs.Select(Describe));
        ModelProto model = new() { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        string path = Path.Combine(_folder.Value, name + ".onnx");
        using FileStream stream = File.Create(path);
        model.WriteTo(stream);
        return path;
    }

    /// <summary>One node.</summary>
    public static NodeProto Node(string operatorType, string[] inputs, string[] outputs)
    {
        NodeProto node = new() { OpType = operatorType, Name = operatorType };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        return node;
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            Directory.Delete(_folder.Value, recursive: true);
        }
    }

    private static ValueInfoProto Describe(TensorSpec spec)
    {
        TensorShapeProto shape = new();
        shape.Dim.AddRange(spec.Shape.Select(static (dimension, i) => dimension < 0
            ? new TensorShapeProto.Types.Dimension { DimParam = $"d{i}" }
            : new TensorShapeProto.Types.Dimension { DimValue = dimension }));
        return new ValueInfoProto
        {
            Name = spec.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)spec.ElementType, Shape = shape } },
        };
    }
}
