using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>
/// The type constraints of ONNX's operators up to opset 28, as its changelog lists them: the opset from which float16 and bfloat16 are allowed for every float
/// of an operator. Operators that are not here (sequences, quantization, operators of other sets) keep the types they have.
/// </summary>
internal static class OperatorPrecisions
{
    private static readonly Lazy<Dictionary<string, OperatorPrecision>> s_operators = new(Build);

    /// <summary>What is known of a node's operator; null when nothing is.</summary>
    /// <param name="node">The node.</param>
    public static OperatorPrecision? Find(NodeProto node)
    {
        return node.Domain is "" or "ai.onnx" ? s_operators.Value.GetValueOrDefault(node.OpType) : null;
    }

    private static Dictionary<string, OperatorPrecision> Build()
    {
        var operators = new Dictionary<string, OperatorPrecision>(StringComparer.Ordinal);
        Add(1, 1, "Attention CastLike CausalConvWithState CenterCropPad Col2Im Gelu GroupNormalization LayerNormalization LinearAttention RMSNormalization "
            + "RotaryEmbedding SwiGLU Swish TensorScatter Trilu");
        Add(1, 13, "Abs Add ArgMax ArgMin Cast Ceil Concat DepthToSpace Div Dropout Erf Exp Expand Flatten Floor Gather GatherElements GatherND Gemm Greater "
            + "Hardmax Identity IsNaN LRN Less Log LogSoftmax MatMul Max Mean Min Mod Mul Neg NonZero Pad Reciprocal "
            + "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize "
            + "ScatterElements ScatterND Sigmoid Sign Slice Softmax SpaceToDepth Split Sqrt Squeeze Sub Sum Tanh Tile Transpose Unsqueeze");
        Add(1, 14, "BatchNormalization");
        Add(1, 15, "Pow");
        Add(1, 16, "GreaterOrEqual LeakyRelu LessOrEqual PRelu Where");

        // These two have bfloat16 from opset 13 on, but the operators that they are defined by, and which engines put in their place, only from these.
        Add(1, 16, "Clip");
        Add(1, 22, "SoftmaxCrossEntropyLoss");
        Add(1, 20, "ConstantOfShape");
        Add(1, 22, "Acos Acosh Asin Asinh Atan Atanh AveragePool Conv ConvTranspose Cos Cosh DeformConv Det Elu GRU GlobalAveragePool GlobalLpPool GlobalMaxPool "
            + "HardSigmoid HardSwish InstanceNormalization LSTM LpNormalization LpPool MaxPool MaxUnpool Mish NegativeLogLikelihoodLoss RNN Round Selu Sin Sinh "
            + "Softplus Softsign Tan ThresholdedRelu");
        Add(1, 24, "TopK");
        Add(1, null, "Compress Einsum OneHot ReverseSequence Scatter Shrink Unique Upsample");
        Add(11, 13, "Equal");
        Add(20, 20, "IsInf");
        Add(28, 28, "Celu");
        Keep("its coordinates need more digits", "AffineGrid GridSample MaxRoiPool RoiAlign");
        Keep("its sums need more digits", "CumProd CumSum");
        Keep("its values need more digits and range", "BlackmanWindow DFT HammingWindow HannWindow MelWeightMatrix STFT");
        Keep("it draws random numbers", "Bernoulli Multinomial RandomNormal RandomNormalLike RandomUniform RandomUniformLike");

        // The nodes that ONNX defines MeanVarianceNormalization by have constants of float32, one of them 1e-9.
        Keep("ONNX has it in float32 only", "MeanVarianceNormalization NonMaxSuppression Range TfIdfVectorizer");
        Keep("graphs inside nodes stay in fp32", "If Loop Scan");

        // Scales and regions of interest, a ratio, indices and depths are no activations; a normalization's statistics are float32 by its stash_type.
        operators["Resize"] = operators["Resize"] with { SingleInputs = [1, 2] };
        operators["Upsample"] = operators["Upsample"] with { SingleInputs = [1] };
        operators["Dropout"] = operators["Dropout"] with { SingleInputs = [1] };
        operators["OneHot"] = operators["OneHot"] with { SingleInputs = [0, 1] };
        operators["LayerNormalization"] = operators["LayerNormalization"] with { SingleOutputs = [1, 2] };
        return operators;

        void Add(long? fp16Since, long? bf16Since, string names)
        {
            foreach (string name in names.Split(' '))
            {
                operators.Add(name, new OperatorPrecision(fp16Since, bf16Since));
            }
        }

        void Keep(string reason, string names)
        {
            foreach (string name in names.Split(' '))
            {
                operators.Add(name, new OperatorPrecision(null, null) { KeepReason = reason });
            }
        }
    }
}
