using InferenceBench.Contracts;

namespace InferenceBench.Models.Conversion;

/// <summary>What a model is converted to.</summary>
/// <param name="Precision"><see cref="Contracts.Precision.Fp16"/> or <see cref="Contracts.Precision.Bf16"/>.</param>
/// <param name="KeepFp32">Names of nodes and of operators that stay in fp32; case matters. <see cref="PrecisionConverter.NamesOf"/> gives those that a model has.</param>
public sealed record ConversionOptions(Precision Precision, IReadOnlyCollection<string> KeepFp32);
