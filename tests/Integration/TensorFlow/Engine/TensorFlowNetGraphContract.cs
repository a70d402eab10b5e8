using InferenceBench.Frameworks.TensorFlow;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

[Collection(TensorFlowGroup.Name)]
public sealed class TensorFlowNetGraphContract() : TensorFlowContract(new TensorFlowNetFramework(), TensorFlowVariants.Graph);
