using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>
/// Converts fp32 models to fp16 or bf16. Weights and activations are converted; the graph's inputs and outputs stay fp32 with a Cast behind or before them, and so do
/// nodes whose operator ONNX does not define for the precision at the model's opset, that lose too much by it (coordinates, running sums, arithmetic on shapes and
/// indices, random numbers), that hold graphs (If, Loop, Scan), or that the caller names.
/// </summary>
/// <remarks>
/// <para>fp16 keeps the opset: ONNX has float16 from the first one. It runs in ONNX Runtime (on the CPU mostly by casting around its float32 kernels) and in TensorRT.</para>
/// <para>bf16 came into ONNX operator by operator from opset 13 on, convolutions and pooling with opset 22. The opset is raised as far as the operators need when every node means the
/// same there; where it cannot be, those nodes stay in fp32. The file is for TensorRT's strongly typed networks; libtorch computes it on the CPU, too,
/// while ONNX Runtime's CPU provider has no bfloat16 kernel for most operators and says so.</para>
/// </remarks>
public static class PrecisionConverter
{
    // Cast names its type by text before.
    private const long OldestOpset = 6;

    /// <summary>The names that <see cref="ConversionOptions.KeepFp32"/> can have: nodes and operators of the model, those of its functions and of graphs inside nodes included.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlySet<string> NamesOf(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var names = new HashSet<string>(StringComparer.Ordinal);
        AddNames(FunctionInliner.Copy(model).Proto.Graph, names);
        names.Remove("");
        return names;
    }

    /// <summary>Converts a model.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="options">What to convert to.</param>
    /// <exception cref="OnnxModelException">The model is not fp32, has nothing to convert, is of an opset without the precision, or its weights cannot be read.</exception>
    public static ConversionResult Convert(OnnxModel model, ConversionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        RequireFp32(model, options.Precision);
        OnnxModel copy = FunctionInliner.Copy(model);
        RequireOpset(copy);
        ListNoWeightsAsInputs(copy);
        string? opsetNote = options.Precision == Precision.Bf16 ? OpsetUpgrade.Apply(copy) : null;
        var names = new UniqueNames(copy.Proto.Graph);
        var decisions = new NodeDecisions(copy, new OriginalTypes(copy), options);
        if (decisions.Converted == 0)
        {
            throw OnnxModelException.For(model.Path, $"nothing to convert: no node is left that can compute in {options.Precision.ToName()}{Why(decisions)}");
        }

        var forms = new ValueForms(copy, decisions, names, options.Precision.ToName());
        var weights = new WeightConverter(copy, options.Precision);
        var rewriter = new GraphRewriter(copy.Proto.Graph, decisions, forms, names, weights);
        rewriter.Run([.. copy.FedInputs.Select(static input => input.Name)]);
        return new ConversionResult(copy, decisions.Converted, rewriter.Casts, decisions.Kept, weights.Counts, model.Opset, opsetNote);
    }

    private static void AddNames(GraphProto graph, HashSet<string> names)
    {
        foreach (NodeProto node in graph.Node.Where(static node => !ConstantNodes.IsConstant(node)))
        {
            names.Add(node.OpType);
            names.Add(node.Name);
            foreach (GraphProto inner in node.Subgraphs())
            {
                AddNames(inner, names);
            }
        }
    }

    private static void RequireFp32(OnnxModel model, Precision target)
    {
        Precision precision = FilePrecision.Of(model.Proto.Graph);
        if (precision == Precision.Int8)
        {
            throw OnnxModelException.For(model.Path, "is quantized (it has QuantizeLinear or the like): convert the fp32 model that it was made from");
        }

        if (precision != Precision.Fp32)
        {
            throw OnnxModelException.For(model.Path, $"computes in {precision.ToName()} already: convert the fp32 model that it was made from to {target.ToName()}");
        }
    }

    private static void RequireOpset(OnnxModel model)
    {
        if (model.Opset < OldestOpset)
        {
            throw OnnxModelException.For(model.Path, FormattableString.Invariant($"has opset {model.Opset}, and a conversion needs {OldestOpset}: export it with a newer one"));
        }
    }

    // Until IR 3 every weight had to be listed as an input, those that are added here included; since then one that is listed is no constant.
    private static void ListNoWeightsAsInputs(OnnxModel model)
    {
        if (model.Proto.IrVersion >= 4)
        {
            return;
        }

        ValueInfoProto[] fed = [.. model.FedInputs];
        model.Proto.Graph.Input.Clear();
        model.Proto.Graph.Input.AddRange(fed);
        model.Proto.IrVersion = 4;
    }

    private static string Why(NodeDecisions decisions)
    {
        return decisions.Kept is [var first, ..] ? $" ({first.Operator} at node {OneLine.Quote(first.Node)}: {first.Reason})" : "";
    }
}
