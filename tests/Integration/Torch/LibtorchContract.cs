using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.Contract;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>The frameworks that run on libtorch keep the contract of all frameworks, each of their variants in a class below this one.</summary>
public abstract class LibtorchContract(IInferenceFramework framework, string variant) : SessionContract(framework, variant)
{
    // libtorch's unsigned types of more than a byte came late and compute next to nothing.
    protected override IReadOnlyCollection<ElementType> Types { get; } =
    [
        ElementType.Float32, ElementType.Float16, ElementType.BFloat16, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16,
        ElementType.Int32, ElementType.Int64, ElementType.Bool,
    ];
}
