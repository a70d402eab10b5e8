using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>The user's <c>--option tensorflow.KEY=VALUE</c>, and those of <c>tensorflow.net</c>.</summary>
internal sealed record TensorFlowOptions
{
    /// <summary>The signature of a SavedModel that is run when none is named.</summary>
    public const string DefaultSignature = "serving_default";

    private const string InterOpThreadsKey = "inter-op-threads";
    private const string OneDnnKey = "onednn";
    private const string GrapplerKey = "grappler";
    private const string LayoutKey = "layout";
    private const string SoftPlacementKey = "soft-placement";
    private const string GpuMemoryGrowthKey = "gpu-memory-growth";
    private const string Tf32Key = "tf32";
    private const string SignatureKey = "signature";

    private static readonly string[] s_keys =
        [InterOpThreadsKey, OneDnnKey, GrapplerKey, LayoutKey, SoftPlacementKey, GpuMemoryGrowthKey, Tf32Key, SignatureKey];

    /// <summary>Inter-op threads, at least 1.</summary>
    public int InterOpThreads { get; init; } = 1;

    /// <summary>Whether oneDNN's kernels are used; null leaves it to TensorFlow and to the user's own <c>TF_ENABLE_ONEDNN_OPTS</c>.</summary>
    public bool? OneDnn { get; init; }

    /// <summary>Whether Grappler rewrites the graph before it runs.</summary>
    public bool Grappler { get; init; } = true;

    /// <summary>Whether convolutions and poolings work on [N, C, H, W] on a GPU; the CPU's kernels take [N, H, W, C] alone.</summary>
    public bool ChannelsFirstOnGpu { get; init; } = true;

    /// <summary>Whether operators without a kernel for the GPU go to the CPU.</summary>
    public bool SoftPlacement { get; init; } = true;

    /// <summary>Whether GPU memory is taken when it is needed and not all at once.</summary>
    public bool GpuMemoryGrowth { get; init; } = true;

    /// <summary>Whether fp32 may be computed as TF32 on a GPU; fp32 means fp32 in this suite.</summary>
    public bool Tf32 { get; init; }

    /// <summary>The signature of a SavedModel.</summary>
    public string Signature { get; init; } = DefaultSignature;

    /// <summary>Reads the options.</summary>
    /// <param name="framework">The framework's id.</param>
    /// <param name="options">Values by key.</param>
    /// <exception cref="InferenceException">A key or a value is not known; the message lists those that are.</exception>
    public static TensorFlowOptions Parse(string framework, IReadOnlyDictionary<string, string> options)
    {
        var reader = new OptionReader(framework, options, s_keys);
        string signature = options.GetValueOrDefault(SignatureKey, DefaultSignature);
        return new TensorFlowOptions
        {
            InterOpThreads = reader.Count(InterOpThreadsKey),
            OneDnn = options.ContainsKey(OneDnnKey) ? reader.Switch(OneDnnKey, true) : null,
            Grappler = reader.Switch(GrapplerKey, true),
            ChannelsFirstOnGpu = reader.Choice(LayoutKey, 0, "nchw", "nhwc") == 0,
            SoftPlacement = reader.Switch(SoftPlacementKey, true),
            GpuMemoryGrowth = reader.Switch(GpuMemoryGrowthKey, true),
            Tf32 = reader.Switch(Tf32Key, false),
            Signature = signature.Length > 0 ? signature : throw new InferenceException($"{framework}.{SignatureKey} is empty; a SavedModel's usual one is {DefaultSignature}"),
        };
    }
}
