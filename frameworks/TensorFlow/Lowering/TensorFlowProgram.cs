using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>A model as a TensorFlow graph, for the input shapes that it was lowered for.</summary>
/// <param name="Graph">The graph; its weights are Const nodes.</param>
/// <param name="Placeholders">Names of the nodes that are fed, in the model's order of inputs.</param>
/// <param name="Results">What is fetched, <c>node:output</c>, in the model's order of outputs; one may stand more than once.</param>
/// <param name="Inputs">The model's inputs.</param>
/// <param name="Outputs">The model's outputs; −1 where a dimension depends on the data.</param>
internal sealed record TensorFlowProgram(
    GraphDef Graph,
    IReadOnlyList<string> Placeholders,
    IReadOnlyList<string> Results,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs);
