using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Counting;

/// <summary>Multiply–accumulates of the operators that a network's cost is stated in: Conv, ConvTranspose, Gemm, MatMul.</summary>
internal sealed class MacCounter
{
    private readonly GraphShapes _shapes;

    private MacCounter(GraphShapes shapes)
    {
        _shapes = shapes;
    }

    /// <summary>Counts a model's main graph at batch 1.</summary>
    /// <param name="model">The model.</param>
    /// <param name="constants">Its constants.</param>
    /// <param name="inputs">Its inputs with as much of their shapes as is known.</param>
    /// <param name="uncounted">Takes the operators that could not be counted.</param>
    /// <returns>Null when a shape that the count needs is not known.</returns>
    public static long? Count(OnnxModel model, ConstantValues constants, IReadOnlyList<TensorSpec> inputs, ISet<string> uncounted)
    {
        GraphShapes shapes = GraphShapes.Infer(model, inputs.ToDictionary(static input => input.Name, static input => input.Shape.ToArray()));
        uncounted.UnionWith(shapes.UnknownOperators);
        var counter = new MacCounter(shapes);
        // What is computed from constants alone does not grow with the batch.
        UInt128 fixedMacs = 0;
        UInt128 batchMacs = 0;
        bool isComplete = true;
        foreach (NodeProto node in model.Proto.Graph.Node.Where(IsCounted))
        {
            if (counter.TryCount(node) is not { } macs)
            {
                uncounted.Add(node.OpType);
                isComplete = false;
            }
            else if (constants.AreInputsConstant(node))
            {
                fixedMacs += (ulong)macs;
            }
            else
            {
                batchMacs += (ulong)macs;
            }
        }

        UInt128 total = fixedMacs + (batchMacs / BatchOf(inputs));
        return isComplete && total <= long.MaxValue ? (long)total : null;
    }

    private static bool IsCounted(NodeProto node)
    {
        return (node.Domain is "" or "ai.onnx") && node.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul";
    }

    // The first dimension that all inputs share; vectors and scalars beside them (a threshold, a length) have none.
    private static ulong BatchOf(IReadOnlyList<TensorSpec> inputs)
    {
        List<long> sizes = [.. inputs.Where(static input => input.Shape.Count >= 2).Select(static input => input.Shape[0]).Distinct()];
        return sizes is [> 0 and long batch] ? (ulong)batch : 1;
    }

    private long? TryCount(NodeProto node)
    {
        try
        {
            return CountNode(node);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private long? CountNode(NodeProto node)
    {
        if (node.Input.Count < 2 || node.Output.Count < 1)
        {
            return null;
        }

        ValueFacts left = _shapes[node.Input[0]];
        ValueFacts right = _shapes[node.Input[1]];
        ValueFacts output = _shapes[node.Output[0]];
        if (!left.IsConcrete || !right.IsConcrete || !output.IsConcrete || left.Dimensions!.Length == 0)
        {
            return null;
        }

        return node.OpType switch
        {
            // Each output element sums over a filter; in a transposed convolution each input element spreads over one.
            "Conv" => Multiply(output, FilterSize(right)),
            "ConvTranspose" => Multiply(left, FilterSize(right)),
            "Gemm" => Multiply(output, left.Dimensions[node.GetInt("transA", 0) != 0 ? 0 : ^1]),
            _ => Multiply(output, left.Dimensions[^1]),
        };
    }

    private static long Multiply(ValueFacts elements, long factor)
    {
        return checked(Dimension.Product(elements.Dimensions) * factor);
    }

    private static long FilterSize(ValueFacts weight)
    {
        return Dimension.Product(weight.Dimensions.AsSpan(1));
    }
}
