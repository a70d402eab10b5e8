using InferenceBench.Contracts;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Conversion;

/// <summary>Converts hand-made models and holds every result to what must be true of all: names are whole, and no operator mixes float32 with the new type.</summary>
internal static class Converted
{
    public static ConversionResult Run(ModelProto model, Precision precision, params string[] keep)
    {
        ModelValidator.Check(new OnnxModel("", model));
        ModelProto before = model.Clone();
        ConversionResult result = PrecisionConverter.Convert(new OnnxModel("", model), new ConversionOptions(precision, keep));
        Assert.Equal(before, model);
        ModelValidator.Check(result.Model);
        CheckTypes(result.Model, precision == Precision.Fp16 ? ElementType.Float16 : ElementType.BFloat16);
        return result;
    }

    public static GraphProto Graph(ModelProto model, Precision precision, params string[] keep)
    {
        return Run(model, precision, keep).Model.Proto.Graph;
    }

    public static NodeProto Single(GraphProto graph, string type)
    {
        return graph.Node.Single(node => node.OpType == type);
    }

    /// <summary>The type of a value in the converted graph.</summary>
    public static ElementType TypeOf(ConversionResult result, string name)
    {
        return new OriginalTypes(result.Model)[name];
    }

    private static void CheckTypes(OnnxModel model, ElementType low)
    {
        var types = new OriginalTypes(model);
        foreach (NodeProto node in model.Proto.Graph.Node.Where(static node => node.OpType is not ("Cast" or "Where" or "Shape" or "Resize")))
        {
            OperatorPrecision? known = OperatorPrecisions.Find(node);
            ElementType[] floats = [.. node.Input.Where((_, index) => known?.SingleInputs.Contains(index) != true)
                .Concat(node.Output.Where((_, index) => known?.SingleOutputs.Contains(index) != true))
                .Select(name => types[name]).Where(type => type == ElementType.Float32 || type == low).Distinct()];
            Assert.True(floats.Length <= 1, $"{node.OpType} mixes {string.Join(" and ", floats)}: {node}");
        }

        Assert.All(model.FedInputs.Concat(model.Proto.Graph.Output), value => Assert.NotEqual((int)low, value.Type.TensorType.ElemType));
        foreach (ValueInfoProto value in model.Proto.Graph.ValueInfo)
        {
            Assert.Equal(types[value.Name], (ElementType)value.Type.TensorType.ElemType);
        }
    }
}
