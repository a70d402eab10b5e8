namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>All operators that are lowered, by ONNX's name.</summary>
internal static class OperatorTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> All { get; } = new[]
    {
        ActivationLowerings.Operators,
        ArithmeticLowerings.Operators,
        AveragePoolLowerings.Operators,
        BatchNormalizationLowerings.Operators,
        BlockLowerings.Operators,
        ClippingLowerings.Operators,
        ConversionLowerings.Operators,
        ConvolutionLowerings.Operators,
        EinsumLowerings.Operators,
        ExtremeIndexLowerings.Operators,
        GatheringLowerings.Operators,
        GeluLowerings.Operators,
        GeneratorLowerings.Operators,
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
        SlicingLowerings.Operators,
        SoftmaxLowerings.Operators,
        TransposedConvolutionLowerings.Operators,
        TranspositionLowerings.Operators,
        UnaryLowerings.Operators,
    }.SelectMany(static operators => operators).ToDictionary(StringComparer.Ordinal);
}
