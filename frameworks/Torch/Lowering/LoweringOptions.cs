using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Lowering;

/// <summary>What a program is lowered for.</summary>
/// <param name="ComputeType">What float32 values become: float32 itself, float16 or bfloat16. The module's weights and inputs are converted by whoever runs it.</param>
internal sealed record LoweringOptions(ElementType ComputeType = ElementType.Float32);
