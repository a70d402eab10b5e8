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
        foreach (string key in options.Keys)
        {
            if (!s_keys.Contains(key))
            {
                throw new InferenceException($"onnxruntime has no option '{key}'; it has {string.Join(", ", s_keys)}");
            }
        }

        return new OnnxRuntimeOptions
        {
            GraphOptimization = ReadLevel(options),
            MemoryPattern = ReadSwitch(options, MemoryPatternKey, true),
            AllowSpinning = ReadSwitch(options, AllowSpinningKey, true),
            CudaGraph = ReadSwitch(options, CudaGraphKey, false),
        };
    }

    private static GraphOptimization ReadLevel(IReadOnlyDictionary<string, string> options)
    {
        if (!options.TryGetValue(GraphOptimizationKey, out string? text))
        {
            return GraphOptimization.All;
        }

        foreach (GraphOptimization level in Enum.GetValues<GraphOptimization>())
        {
            if (level.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return level;
            }
        }

        throw new InferenceException($"onnxruntime.{GraphOptimizationKey}={text} is not one of disabled, basic, extended, all");
    }

    private static bool ReadSwitch(IReadOnlyDictionary<string, string> options, string key, bool standard)
    {
        if (!options.TryGetValue(key, out string? text))
        {
            return standard;
        }

        return bool.TryParse(text, out bool value)
            ? value
            : throw new InferenceException($"onnxruntime.{key}={text} is neither true nor false");
    }
}
