namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>What a graph is lowered for.</summary>
/// <param name="ChannelsLast">Whether convolutions and poolings work on [N, …, C] (all that the CPU's kernels do) or, on a GPU, on [N, C, …].</param>
/// <param name="IsCompiled">Whether XLA compiles it, which refuses some operators and attributes that the kernels have.</param>
internal sealed record LoweringOptions(bool ChannelsLast = true, bool IsCompiled = false);
