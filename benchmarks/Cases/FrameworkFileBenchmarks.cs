namespace InferenceBench.Cases;

/// <summary>The user's own models in a framework's own form (TorchScript's <c>.pt</c>): files of <c>--model-file</c> that are no ONNX files.</summary>
public sealed class FrameworkFileBenchmarks : InferenceBenchmarks;
