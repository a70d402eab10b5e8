using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>The user's <c>--option onnxruntime.KEY=VALUE</c>; the defaults are the engine's own.</summary>
internal sealed record OnnxRuntimeOptions
{
    private const string GraphOptimizationKey = "graph-optimization-level";
    private const string MemoryPatternKey = "memory-pattern";
    private const string AllowSpinningKey = "allow-spinning";
    private const string CudaGraphKey = "cuda-graph";

    private static readonly string[] s_keys = [GraphOptimizationKey, MemoryPatternKey, AllowSpinningKey, CudaGraphKey];

    // In the order of the enumeration.
    private static readonly string[] s_levels = [.. Enum.GetNames<GraphOptimization>().Select(static name => name.ToLowerInvariant())];

    /// <summary>Graph rewriting: <c>disabled</c>, <c>basic</c>, <c>extended</c>, <c>all</c>.</summary>
    public GraphOptimization GraphOptimization { get; init; } = GraphOptimization.All;

    /// <summary>Whether activations live in one block that is planned from the first run.</summary>
    public bool MemoryPattern { get; init; } = true;

    /// <summary>Whether idle threads spin before they sleep.</summary>
    public bool AllowSpinning { get; init; } = true;

    /// <summary>Whether a run is captured as a CUDA graph and replayed.</summary>
    public bool CudaGraph { get; init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="InferenceException">A key or a value is not known; the message lists those that are.</exception>
    public static OnnxRuntimeOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var reader = new OptionReader(OnnxRuntimeDescriptor.Id, options, s_keys);
        return new OnnxRuntimeOptions
        {
            GraphOptimization = (GraphOptimization)reader.Choice(GraphOptimizationKey, (int)GraphOptimization.All, s_levels),
            MemoryPattern = reader.Switch(MemoryPatternKey, true),
            AllowSpinning = reader.Switch(AllowSpinningKey, true),
            CudaGraph = reader.Switch(CudaGraphKey, false),
        };
    }
}
