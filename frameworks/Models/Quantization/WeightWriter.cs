using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>Replaces the weights of nodes by integers and the DequantizeLinear that gives them their meaning, or puts both operators behind the floats.</summary>
/// <param name="index">The graph; gets the initializers.</param>
/// <param name="settings">What the user chose.</param>
/// <param name="nodes">Gets the nodes.</param>
internal sealed class WeightWriter(GraphIndex index, QuantizationSettings settings, List<NodeProto> nodes)
{
    // A weight that several nodes share is stored once for each set of scales.
    private readonly Dictionary<(string Name, int Axis), List<(float[] Scales, string[] Inputs)>> _written = [];

    /// <summary>Replaces the weight of a node, and its bias where the target wants integers there.</summary>
    /// <param name="node">The node.</param>
    /// <param name="use">Its weight.</param>
    /// <param name="inputScale">Scale of the activation that it reads.</param>
    /// <exception cref="OnnxModelException">The weight cannot be read.</exception>
    public void Write(NodeProto node, WeightUse use, float inputScale)
    {
        float[]? bias = use.Bias is not null && settings.Target == QuantizationTarget.OnnxRuntime ? index.Read(use.Bias) : null;
        int? axis = settings.IsPerTensor ? null : use.ChannelAxis;
        double[]? least = bias is null ? null : QuantizedBias.LeastWeightScales(bias, inputScale, settings.IsPerTensor);
        QuantizedWeight weight = QuantizedWeight.Of(index.Read(use.Tensor), [.. use.Tensor.Dims], axis, settings.HasReducedRange, least);
        node.Input[WeightUse.Input] = Dequantize(GetInputs(use, weight, axis), axis, use.Tensor.Name);
        if (bias is not null)
        {
            QuantizedBias integers = QuantizedBias.Of(bias, inputScale, weight.Scales);
            string[] inputs = AddInitializers(use.Bias!.Name, ElementType.Int32, integers.Values, [bias.Length], integers.Scales, settings.IsPerTensor);
            node.Input[WeightUse.BiasInput] = Dequantize(inputs, settings.IsPerTensor ? null : 0, use.Bias.Name);
        }
    }

    private string[] GetInputs(WeightUse use, QuantizedWeight weight, int? axis)
    {
        (string Name, int Axis) key = (use.Tensor.Name, axis ?? -1);
        if (!_written.TryGetValue(key, out List<(float[] Scales, string[] Inputs)>? versions))
        {
            _written.Add(key, versions = []);
        }

        foreach ((float[] scales, string[] inputs) in versions)
        {
            if (scales.AsSpan().SequenceEqual(weight.Scales))
            {
                return inputs;
            }
        }

        string[] added = settings.HasFloatWeights
            ? Quantize(use.Tensor.Name, weight.Scales, axis)
            : AddInitializers(use.Tensor.Name, ElementType.Int8, weight.Values, [.. use.Tensor.Dims], weight.Scales, axis is null);
        versions.Add((weight.Scales, added));
        return added;
    }

    private string[] AddInitializers<T>(string name, ElementType type, T[] values, long[] shape, float[] scales, bool isPerTensor)
        where T : unmanaged
    {
        string quantized = index.CreateName($"{name}_quantized");
        index.Graph.Initializer.Add(Tensors.Create<T>(quantized, type, shape, values));
        return [quantized, .. AddParameters<T>(name, type, scales, isPerTensor)];
    }

    private string[] AddParameters<T>(string name, ElementType type, float[] scales, bool isPerTensor)
        where T : unmanaged
    {
        long[] shape = isPerTensor ? [] : [scales.Length];
        string[] names = [index.CreateName($"{name}_scale"), index.CreateName($"{name}_zero_point")];
        index.Graph.Initializer.Add(Tensors.Floats(names[0], shape, scales));
        index.Graph.Initializer.Add(Tensors.Create<T>(names[1], type, shape, new T[scales.Length]));
        return names;
    }

    // The weight stays as it is; the engine rounds it when it builds.
    private string[] Quantize(string name, float[] scales, int? axis)
    {
        string[] parameters = AddParameters<sbyte>(name, ElementType.Int8, scales, axis is null);
        return [Add("QuantizeLinear", [name, .. parameters], axis, $"{name}_quantized"), .. parameters];
    }

    private string Dequantize(string[] inputs, int? axis, string name)
    {
        return Add("DequantizeLinear", inputs, axis, $"{name}_dequantized");
    }

    private string Add(string op, string[] inputs, int? axis, string name)
    {
        string result = index.CreateName(name);
        var node = new NodeProto { OpType = op, Input = { inputs }, Output = { result } };
        if (axis is not null)
        {
            node.SetInt("axis", axis.Value);
        }

        nodes.Add(node);
        return result;
    }
}
