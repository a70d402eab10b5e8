using InferenceBench.Frameworks.TensorFlow;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

[Collection(TensorFlowGroup.Name)]
public sealed class TensorFlowGraphContract() : TensorFlowContract(new TensorFlowFramework(), TensorFlowVariants.Graph);
