using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue.Building;

/// <summary>
/// Writes an ONNX graph (opset 17, IR 8, dynamic batch) node by node, following shapes, counts and the expected size of activations. Initializers are
/// exactly the trained tensors, named as in torchvision where it has the model; every other constant is a Constant node.
/// </summary>
internal sealed partial class GraphBuilder
{
    private const string BatchDimension = "batch";
    private readonly GraphProto _graph;
    private readonly List<WeightRecipe> _recipes = [];
    private readonly Dictionary<string, int> _countByOperator = [];
    private long _parameters;
    private long _macs;

    private GraphBuilder(string modelName)
    {
        _graph = new GraphProto { Name = modelName };
    }

    /// <summary>Builds a model without its weights.</summary>
    /// <param name="modelName">The model's name.</param>
    /// <param name="inputShape">Shape of the input at batch 1.</param>
    /// <param name="inputRange">Range of the input's values.</param>
    /// <param name="architecture">Adds the nodes.</param>
    public static Blueprint Draw(string modelName, IReadOnlyList<long> inputShape, InputRange inputRange, Architecture architecture)
    {
        var builder = new GraphBuilder(modelName);
        Value output = architecture(builder, builder.AddInput(inputShape, inputRange));
        builder.SetOutput(output);
        var model = new ModelProto
        {
            IrVersion = 8,
            ProducerName = "InferenceBench",
            Graph = builder._graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        if (inputRange != InputRange.Default)
        {
            model.MetadataProps.Add(SeededInputs.Declare(inputRange));
        }

        return new Blueprint(model, builder._recipes, builder._parameters, builder._macs);
    }

    private Value AddInput(IReadOnlyList<long> shape, InputRange range)
    {
        const string Name = "input";
        _graph.Input.Add(Describe(Name, shape));
        return Uniform(new Value(Name, shape, 0, 0), range.Low, range.High);
    }

    private void SetOutput(Value value)
    {
        const string Name = "output";
        _graph.Node.Single(node => node.Output[0] == value.Name).Output[0] = Name;
        _graph.Output.Add(Describe(Name, value.Shape));
    }

    private static ValueInfoProto Describe(string name, IReadOnlyList<long> shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = BatchDimension });
        dimensions.Dim.AddRange(shape.Skip(1).Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)ElementType.Float32, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>A free name for a node without weights: <c>Relu_0</c>, <c>Relu_1</c> and so on.</summary>
    private string NextName(string operatorName)
    {
        int count = _countByOperator.GetValueOrDefault(operatorName);
        _countByOperator[operatorName] = count + 1;
        return $"{operatorName}_{count}";
    }

    /// <summary>Adds a node whose only output has the node's name.</summary>
    private Value AddNode(string operatorName, string name, IEnumerable<string> inputs, Value result, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Name = name, OpType = operatorName };
        node.Input.AddRange(inputs);
        node.Output.Add(name);
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return result with { Name = name };
    }

    /// <summary>Adds an initializer with a recipe for its elements.</summary>
    private string AddWeight(
        string name, IEnumerable<long> shape, double centre, double halfWidth, bool trainable = true, long balancedRow = 0)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)ElementType.Float32 };
        tensor.Dims.AddRange(shape);
        long count = tensor.Dims.Aggregate(1L, static (product, dimension) => product * dimension);
        _graph.Initializer.Add(tensor);
        _recipes.Add(new WeightRecipe(name, count, (float)centre, (float)halfWidth, checked((int)balancedRow)));
        _parameters += trainable ? count : 0;
        return name;
    }

    /// <summary>Adds a Constant node: a vector of integers.</summary>
    private string AddConstant(string name, params ReadOnlySpan<long> values)
    {
        var tensor = new TensorProto
        {
            DataType = (int)ElementType.Int64,
            RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values)),
        };
        tensor.Dims.Add(values.Length);
        return AddConstant(name, tensor);
    }

    /// <summary>Adds a Constant node: a scalar.</summary>
    private string AddConstant(string name, float value)
    {
        return AddConstant(
            name, new TensorProto { DataType = (int)ElementType.Float32, RawData = ByteString.CopyFrom(BitConverter.GetBytes(value)) });
    }

    private string AddConstant(string name, TensorProto tensor)
    {
        var attribute = new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = tensor };
        return AddNode("Constant", name, [], new Value(name, [], 0, 0), attribute).Name;
    }

    private static AttributeProto Attribute(string name, params IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    private static AttributeProto Attribute(string name, long value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };
    }

    private static AttributeProto Attribute(string name, float value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };
    }

    /// <summary>A value with the moments of a uniform distribution.</summary>
    private static Value Uniform(Value value, double low, double high)
    {
        return value with { Mean = (low + high) / 2, Variance = (high - low) * (high - low) / 12 };
    }
}
