namespace InferenceBench.Models.Conversion;

/// <summary>What ONNX lets an operator compute in.</summary>
/// <param name="Fp16Since">First opset in which all its floats, except the ones below, may be float16; null: none.</param>
/// <param name="Bf16Since">The same for bfloat16.</param>
internal sealed record OperatorPrecision(long? Fp16Since, long? Bf16Since)
{
    /// <summary>Inputs that are float32 whatever the others are.</summary>
    public IReadOnlyList<int> SingleInputs { get; init; } = [];

    /// <summary>Outputs that are float32 whatever the others are.</summary>
    public IReadOnlyList<int> SingleOutputs { get; init; } = [];

    /// <summary>Why it stays in fp32 even where ONNX lets it compute in less; null: it need not.</summary>
    public string? KeepReason { get; init; }
}
