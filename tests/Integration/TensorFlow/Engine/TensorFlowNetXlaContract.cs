using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

[Collection(TensorFlowGroup.Name)]
public sealed class TensorFlowNetXlaContract() : TensorFlowContract(new TensorFlowNetFramework(), TensorFlowVariants.Xla)
{
    // A graph that only hands on what it gets has nothing to compile, and is refused as another variant than it says.
    protected override IReadOnlyCollection<ElementType> Types => [];

    protected override string? HasNoDataDependentShapesBecause => "XLA compiles no operator whose result's shape depends on data";
}
