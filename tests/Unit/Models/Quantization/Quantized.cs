using InferenceBench.Models.Onnx;
using InferenceBench.Models.Quantization;
using InferenceBench.Tests.Unit.Models.Onnx;

namespace InferenceBench.Tests.Unit.Models.Quantization;

/// <summary>Quantizes small models with made-up ranges, and says what came out.</summary>
internal static class Quantized
{
    /// <summary>Every activation has this range unless a test says otherwise: what is left of it behind a ReLU is [0, 3].</summary>
    private static readonly ValueRange s_range = new(-1, 3);

    public static QuantizationSettings OnnxRuntime { get; } = new(QuantizationTarget.OnnxRuntime);

    public static QuantizationSettings TensorRt { get; } = new(QuantizationTarget.TensorRt);

    /// <summary>The graph after quantization, checked as a file would be when it is read.</summary>
    public static GraphProto Of(ModelProto model, QuantizationSettings settings, params (string Name, ValueRange Range)[] ranges)
    {
        var quantizer = ModelQuantizer.Prepare(new OnnxModel("", model), settings);
        var given = ranges.ToDictionary(static entry => entry.Name, static entry => entry.Range);
        OnnxModel result = quantizer.Quantize(quantizer.Observed.ToDictionary(static name => name, name => given.GetValueOrDefault(name, s_range)));
        using var folder = new TempFolder();
        OnnxWriter.Save(result.Proto, folder.File("q.onnx"));
        return OnnxModel.Load(folder.File("q.onnx")).Proto.Graph;
    }

    /// <summary>The operators in order, without those of weights.</summary>
    public static string Operators(GraphProto graph)
    {
        var weights = new HashSet<string>(graph.Initializer.Select(static tensor => tensor.Name));
        return string.Join(' ', graph.Node.Where(node => node.OpType != "DequantizeLinear" || !weights.Contains(node.Input[0])).Select(static node => node.OpType switch
        {
            "QuantizeLinear" => "Q",
            "DequantizeLinear" => "DQ",
            var type => type,
        }));
    }

    public static NodeProto Node(GraphProto graph, string type)
    {
        return graph.Node.First(node => node.OpType == type);
    }

    /// <summary>The node that makes an input of a node.</summary>
    public static NodeProto Source(GraphProto graph, NodeProto node, int input)
    {
        return graph.Node.Single(source => source.Output.Contains(node.Input[input]));
    }

    public static TensorProto Initializer(GraphProto graph, string name)
    {
        return graph.Initializer.Single(tensor => tensor.Name == name);
    }

    public static float[] Floats(TensorProto tensor)
    {
        return TensorReader.ReadFloats(new OnnxModel("", new ModelProto()), tensor);
    }
}
