namespace InferenceBench.Models.Quantization;

/// <summary>What the user chose about the quantized graph.</summary>
/// <param name="Target">The engine.</param>
public sealed record QuantizationSettings(QuantizationTarget Target)
{
    /// <summary>One scale for a whole weight instead of one for each output channel.</summary>
    public bool IsPerTensor { get; init; }

    /// <summary>Weights of 7 bits, for x64 processors without VNNI: their 8-bit products are added up in 16 bits, which overflows.</summary>
    public bool HasReducedRange { get; init; }

    /// <summary>Weights stay floats behind a QuantizeLinear and a DequantizeLinear, which is the form that TensorRT before 10 reads; the file gets no smaller.</summary>
    public bool HasFloatWeights { get; init; }

    /// <summary>Names of nodes that stay in fp32.</summary>
    public IReadOnlyCollection<string> ExcludedNodes { get; init; } = [];
}
