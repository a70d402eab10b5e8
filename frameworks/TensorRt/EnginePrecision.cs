using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>What a user's engine file computes in: what its name says, else the types of its inputs and outputs.</summary>
internal static class EnginePrecision
{
    /// <summary>The precision.</summary>
    /// <param name="path">The file.</param>
    /// <param name="engine">The same, loaded.</param>
    public static Precision Of(string path, TensorRtEngine engine)
    {
        return EngineFileName.Parse(path).Precision ?? Of(engine.Tensors.Select(static tensor => tensor.Spec.ElementType));
    }

    /// <summary>The precision that types tell: a narrow one when one of them is and none is float32.</summary>
    /// <param name="types">Types of inputs and outputs.</param>
    public static Precision Of(IEnumerable<ElementType> types)
    {
        HashSet<ElementType> found = [.. types];
        return found.Contains(ElementType.Float32) ? Precision.Fp32
            : found.Contains(ElementType.Float16) ? Precision.Fp16
            : found.Contains(ElementType.BFloat16) ? Precision.Bf16
            : found.Contains(ElementType.Int8) ? Precision.Int8
            : Precision.Fp32;
    }
}
