namespace InferenceBench.Contracts;

/// <summary>The number format in which a model computes.</summary>
public enum Precision
{
    /// <summary>IEEE single precision; TF32 is off.</summary>
    Fp32,

    /// <summary>IEEE half precision.</summary>
    Fp16,

    /// <summary>bfloat16.</summary>
    Bf16,

    /// <summary>8-bit integers by QuantizeLinear/DequantizeLinear.</summary>
    Int8,
}
