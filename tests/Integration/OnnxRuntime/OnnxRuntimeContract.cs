using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;
using InferenceBench.Tests.Integration.Contract;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

/// <summary>ONNX Runtime keeps the contract of all frameworks.</summary>
public sealed class OnnxRuntimeContract() : SessionContract(new OnnxRuntimeFramework(), "default")
{
    protected override IReadOnlyCollection<ElementType> Types { get; } =
    [
        ElementType.Float32, ElementType.Float16, ElementType.BFloat16, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16,
        ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64, ElementType.Bool,
    ];
}
