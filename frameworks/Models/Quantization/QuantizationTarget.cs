namespace InferenceBench.Models.Quantization;

/// <summary>The engine whose int8 kernels a model is quantized for.</summary>
public enum QuantizationTarget
{
    /// <summary>ONNX Runtime on the CPU: unsigned asymmetric activations, signed symmetric weights, 32-bit integer biases, Q/DQ on both sides of every int8 operator.</summary>
    OnnxRuntime,

    /// <summary>TensorRT: signed symmetric activations with zero point 0, fp32 biases, Q/DQ at the inputs of convolutions and matrix products and at residual additions.</summary>
    TensorRt,
}
