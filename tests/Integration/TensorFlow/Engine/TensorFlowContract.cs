using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.Contract;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

/// <summary>The frameworks that run on TensorFlow keep the contract of all frameworks, each of their variants in a class below this one.</summary>
public abstract class TensorFlowContract : SessionContract
{
    /// <summary>A framework in one variant.</summary>
    protected TensorFlowContract(IInferenceFramework framework, string variant)
        : base(framework, variant)
    {
        TensorFlowProcess.Prepare();
    }

    protected override IReadOnlyCollection<ElementType> Types { get; } =
        [.. Enum.GetValues<ElementType>().Where(static type => type.SizeBytes() > 0 && type is not (ElementType.Complex64 or ElementType.Complex128))];
}
