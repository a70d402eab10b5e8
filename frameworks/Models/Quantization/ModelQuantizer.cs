using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>Quantizes an fp32 model: says which activations to observe, and with their ranges writes the graph with Q/DQ. No engine is needed for that.</summary>
public sealed class ModelQuantizer
{
    private static readonly HashSet<string> s_integerOperators = new(StringComparer.Ordinal)
    {
        "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "ConvInteger", "MatMulInteger", "QGemm", "QAttention", "MatMulNBits",
    };

    private readonly OnnxModel _model;
    private readonly GraphIndex _index;
    private readonly QuantizationPlan _plan;
    private readonly QuantizationSettings _settings;

    private ModelQuantizer(OnnxModel model, GraphIndex index, QuantizationPlan plan, QuantizationSettings settings)
    {
        _model = model;
        _index = index;
        _plan = plan;
        _settings = settings;
        Report = QuantizationReport.Of(plan);
    }

    /// <summary>The activations whose ranges must be known.</summary>
    public IReadOnlyList<string> Observed => _plan.Observed;

    /// <summary>What will run in int8 and what will not.</summary>
    public QuantizationReport Report { get; }

    /// <summary>Prepares a model: BatchNormalization is folded, and it is decided what runs in int8.</summary>
    /// <param name="model">The model; it is not changed. Weights are shared with it.</param>
    /// <param name="settings">What the user chose.</param>
    /// <exception cref="OnnxModelException">The model is no fp32 model, too old, or holds nothing that would run in int8.</exception>
    public static ModelQuantizer Prepare(OnnxModel model, QuantizationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        OnnxModel flat = InferenceForm.Of(model);
        CheckPrecision(flat);
        Opset13.Apply(flat, "quantizing");
        PadFolding.Fold(flat);
        BatchNormFolding.Fold(flat);
        GemmFactors.Fold(flat);
        var index = new GraphIndex(flat);
        var context = new PlanningContext(index, settings);
        QuantizationPlan plan = settings.Target == QuantizationTarget.TensorRt ? TensorRtPlanner.Plan(context) : OnnxRuntimePlanner.Plan(context);
        return plan.Nodes.Count > 0
            ? new ModelQuantizer(flat, index, plan, settings)
            : throw OnnxModelException.For(flat.Path, $"holds nothing that would run in int8: {DescribeNothing(plan)}");
    }

    /// <summary>The prepared fp32 model whose outputs are the observed activations, but for those that are its inputs; when all are, its own outputs.</summary>
    /// <exception cref="OnnxModelException">A weight cannot be read.</exception>
    public OnnxModel CreateObservedModel()
    {
        ModelProto proto = _model.Proto.Clone();
        var inputs = new HashSet<string>(proto.Graph.Input.Select(static input => input.Name), StringComparer.Ordinal);
        ValueInfoProto[] outputs = [.. Observed.Where(name => !inputs.Contains(name)).Select(static name => new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)ElementType.Float32 } },
        })];
        if (outputs.Length > 0)
        {
            proto.Graph.Output.Clear();
            proto.Graph.Output.AddRange(outputs);
            UnusedParts.Remove(proto.Graph);
        }

        return new OnnxModel(_model.Path, proto);
    }

    /// <summary>The quantized model. Called once.</summary>
    /// <param name="ranges">A range for every observed activation.</param>
    /// <exception cref="OnnxModelException">A weight cannot be read.</exception>
    public OnnxModel Quantize(IReadOnlyDictionary<string, ValueRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        QuantizedGraph.Write(_index, _plan, _settings, ranges);
        return _model;
    }

    private static void CheckPrecision(OnnxModel model)
    {
        if (model.Proto.Graph.Node.FirstOrDefault(static node => s_integerOperators.Contains(node.OpType) || node.OpType.StartsWith("QLinear", StringComparison.Ordinal)) is { } integer)
        {
            throw OnnxModelException.For(model.Path, $"is quantized already: it holds {integer.OpType} (node {OneLine.Quote(integer.DisplayName())}); quantize the fp32 model that it was made from");
        }

        Precision precision = FilePrecision.Of(model.Proto.Graph);
        if (precision != Precision.Fp32)
        {
            throw OnnxModelException.For(model.Path, $"is a model in {precision.ToName()}, and calibration needs fp32: quantize the fp32 model that it was made from");
        }
    }

    private static string DescribeNothing(QuantizationPlan plan)
    {
        LeftOperator[] weighted = [.. plan.Left.Where(static left => left.Operator is "Conv" or "Gemm" or "MatMul" or "ConvTranspose")];
        return weighted.Length == 0
            ? "it has no Conv, Gemm or MatMul"
            : string.Join("; ", weighted.Select(static left => $"{left.Count} {left.Operator} ({left.Reason})"));
    }
}
