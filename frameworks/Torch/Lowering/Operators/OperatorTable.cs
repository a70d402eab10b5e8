namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>All operators that are lowered, by ONNX's name.</summary>
internal static class OperatorTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> All { get; } = new[]
    {
        ActivationLowerings.Operators,
        ArithmeticLowerings.Operators,
        AveragePoolLowerings.Operators,
        ConversionLowerings.Operators,
        ConvolutionLowerings.Operators,
        ExtremeIndexLowerings.Operators,
        GatheringLowerings.Operators,
        GlobalPoolLowerings.Operators,
        JoiningLowerings.Operators,
        LogicLowerings.Operators,
        LossLowerings.Operators,
        MatrixLowerings.Operators,
        MaxPoolLowerings.Operators,
        NormalizationLowerings.Operators,
        PaddingLowerings.Operators,
        PlainNormalizationLowerings.Operators,
        QuantizationLowerings.Operators,
        ReductionLowerings.Operators,
        RepeatingLowerings.Operators,
        ReshapingLowerings.Operators,
        ResizingLowerings.Operators,
        SamplingLowerings.Operators,
        ScatteringLowerings.Operators,
        SelectionLowerings.Operators,
        SoftmaxLowerings.Operators,
        UnaryLowerings.Operators,
    }.SelectMany(static operators => operators).ToDictionary(StringComparer.Ordinal);
}
