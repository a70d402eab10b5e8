using System.Globalization;
using Google.Protobuf.Collections;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models;

/// <summary>Shapes of a model's inputs from what the file declares, the batch size and what the user gave.</summary>
/// <param name="model">The model.</param>
/// <param name="batch">Batch size for a dynamic first dimension; null takes 1.</param>
/// <param name="given">Shapes by input name; the key "" names the only input.</param>
internal sealed class InputShapes(OnnxModel model, long? batch, IReadOnlyDictionary<string, long[]> given)
{
    private readonly Dictionary<string, long> _named = new(StringComparer.Ordinal);

    /// <summary>A value as the file declares it, −1 where it is dynamic; one dimension that is not known when there is no shape at all.</summary>
    /// <param name="value">The value.</param>
    public static TensorSpec Declared(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? type = value.Type?.TensorType;
        long[] shape = type?.Shape is null ? [-1] : [.. type.Shape.Dim.Select(FixedSize)];
        return new TensorSpec(value.Name, (ElementType)(type?.ElemType ?? 0), shape);
    }

    /// <summary>All inputs with as much of their shapes as is known, in the file's order.</summary>
    /// <exception cref="OnnxModelException">A given shape names no input, has the wrong rank, or differs from a fixed dimension.</exception>
    public IReadOnlyList<TensorSpec> Resolve()
    {
        IReadOnlyList<ValueInfoProto> inputs = model.FedInputs;
        CheckNames(inputs);
        var specs = new List<TensorSpec>(inputs.Count);
        // First those that the user gave: their named dimensions hold for the others.
        foreach (ValueInfoProto input in inputs)
        {
            if (FindGiven(input, inputs.Count) is { } shape)
            {
                CheckGiven(input, shape);
                Bind(input, shape);
            }
        }

        foreach (ValueInfoProto input in inputs)
        {
            specs.Add(Declared(input) with { Shape = Fill(input, FindGiven(input, inputs.Count)) });
        }

        return specs;
    }

    private long[]? FindGiven(ValueInfoProto input, int inputCount)
    {
        return given.TryGetValue(input.Name, out long[]? shape) || (inputCount == 1 && given.TryGetValue("", out shape)) ? shape : null;
    }

    private void CheckNames(IReadOnlyList<ValueInfoProto> inputs)
    {
        foreach (string name in given.Keys)
        {
            bool isKnown = name.Length == 0 ? inputs.Count == 1 : inputs.Any(input => input.Name == name);
            if (!isKnown)
            {
                string names = string.Join(", ", inputs.Take(20).Select(static input => OneLine.Quote(input.Name)));
                throw Bad(name.Length == 0
                    ? $"has {inputs.Count} inputs ({names}): name the one whose shape is given"
                    : $"has no input {OneLine.Quote(name)}; its inputs are {names}");
            }
        }
    }

    private void CheckGiven(ValueInfoProto input, long[] shape)
    {
        // None by mistake; a tensor without elements is one that the file itself declares.
        if (Array.Exists(shape, static dimension => dimension < 1) && !Declared(input).Shape.SequenceEqual(shape))
        {
            throw Bad($"the shape {Text(shape)} given for input {OneLine.Quote(input.Name)} has a dimension below 1");
        }

        if (input.Type?.TensorType?.Shape is not { } declared)
        {
            return;
        }

        if (declared.Dim.Count != shape.Length)
        {
            throw Bad($"the shape {Text(shape)} given for input {OneLine.Quote(input.Name)} has {shape.Length} dimensions, the model wants {Declared(input)}");
        }

        for (int i = 0; i < shape.Length; i++)
        {
            long size = FixedSize(declared.Dim[i]);
            if (size >= 0 && size != shape[i])
            {
                throw Bad($"the shape {Text(shape)} given for input {OneLine.Quote(input.Name)} differs from the fixed dimension {size} in {Declared(input)}");
            }
        }
    }

    private void Bind(ValueInfoProto input, long[] shape)
    {
        RepeatedField<TensorShapeProto.Types.Dimension>? dimensions = input.Type?.TensorType?.Shape?.Dim;
        for (int i = 0; i < dimensions?.Count; i++)
        {
            if (dimensions[i].DimParam.Length > 0)
            {
                // An explicit batch size is for every case alike; a given shape then says the rest.
                _named.TryAdd(dimensions[i].DimParam, i == 0 ? batch ?? shape[i] : shape[i]);
            }
        }
    }

    private long[] Fill(ValueInfoProto input, long[]? shape)
    {
        if (input.Type?.TensorType?.Shape is not { } declared)
        {
            return shape ?? [-1];
        }

        var result = new long[declared.Dim.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = FixedSize(declared.Dim[i]);
            if (result[i] < 0)
            {
                result[i] = FillOne(declared.Dim[i].DimParam, i, shape);
            }
        }

        return result;
    }

    private long FillOne(string name, int index, long[]? shape)
    {
        if (shape is not null)
        {
            return index == 0 ? batch ?? shape[0] : shape[index];
        }

        if (name.Length > 0 && _named.TryGetValue(name, out long bound))
        {
            return bound;
        }

        if (index > 0)
        {
            return -1;
        }

        long size = batch ?? 1;
        if (name.Length > 0)
        {
            _named[name] = size;
        }

        return size;
    }

    private static long FixedSize(TensorShapeProto.Types.Dimension dimension)
    {
        return dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? Math.Max(dimension.DimValue, -1) : -1;
    }

    private static string Text(long[] shape)
    {
        return $"[{string.Join(',', shape.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)))}]";
    }

    private OnnxModelException Bad(string reason)
    {
        return OnnxModelException.For(model.Path, reason);
    }
}
