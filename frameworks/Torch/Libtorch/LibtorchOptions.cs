using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The user's <c>--option libtorch.KEY=VALUE</c>.</summary>
internal sealed record LibtorchOptions
{
    private const string MemoryFormatKey = "memory-format";
    private const string OptimisationKey = "optimisation";
    private const string InterOpThreadsKey = "inter-op-threads";
    private const string Tf32Key = "tf32";
    private const string CudnnBenchmarkKey = "cudnn-benchmark";
    private const string OneDnnKey = "onednn";
    private const string CudaGraphKey = "cuda-graph";

    private static readonly string[] s_keys = [MemoryFormatKey, OptimisationKey, InterOpThreadsKey, Tf32Key, CudnnBenchmarkKey, OneDnnKey, CudaGraphKey];

    /// <summary>Whether activations and weights of 4 dimensions are in NHWC order.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Whether the optimised variant stops at <c>freeze</c>, before <c>optimize_for_inference</c>.</summary>
    public bool FreezeOnly { get; init; }

    /// <summary>Inter-op threads, at least 1.</summary>
    public int InterOpThreads { get; init; } = 1;

    /// <summary>Whether fp32 may be computed as TF32; fp32 means fp32 in this suite.</summary>
    public bool Tf32 { get; init; }

    /// <summary>Whether cuDNN measures its algorithms and takes the fastest.</summary>
    public bool CudnnBenchmark { get; init; }

    /// <summary>Whether oneDNN is used on the CPU where libtorch has it.</summary>
    public bool OneDnn { get; init; } = true;

    /// <summary>Whether a run is captured as a CUDA graph and replayed.</summary>
    public bool CudaGraph { get; init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="InferenceException">A key or a value is not known; the message lists those that are.</exception>
    public static LibtorchOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var reader = new OptionReader(LibtorchDescriptor.Id, options, s_keys);
        return new LibtorchOptions
        {
            ChannelsLast = reader.Choice(MemoryFormatKey, 0, "contiguous", "channels-last") == 1,
            FreezeOnly = reader.Choice(OptimisationKey, 0, "full", "freeze") == 1,
            InterOpThreads = reader.Count(InterOpThreadsKey),
            Tf32 = reader.Switch(Tf32Key, false),
            CudnnBenchmark = reader.Switch(CudnnBenchmarkKey, false),
            OneDnn = reader.Switch(OneDnnKey, true),
            CudaGraph = reader.Switch(CudaGraphKey, false),
        };
    }
}
