namespace InferenceBench.Cases;

/// <summary>The user's own models: the files of <c>--model-file</c>.</summary>
public sealed class OnnxFileBenchmarks : InferenceBenchmarks;
