using System.Globalization;
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
        if (options.Keys.FirstOrDefault(static key => !s_keys.Contains(key)) is { } unknown)
        {
            throw new InferenceException($"libtorch has no option '{unknown}'; it has {string.Join(", ", s_keys)}");
        }

        return new LibtorchOptions
        {
            ChannelsLast = ReadChoice(options, MemoryFormatKey, "contiguous", "channels-last"),
            FreezeOnly = ReadChoice(options, OptimisationKey, "full", "freeze"),
            InterOpThreads = ReadCount(options, InterOpThreadsKey),
            Tf32 = ReadSwitch(options, Tf32Key, false),
            CudnnBenchmark = ReadSwitch(options, CudnnBenchmarkKey, false),
            OneDnn = ReadSwitch(options, OneDnnKey, true),
            CudaGraph = ReadSwitch(options, CudaGraphKey, false),
        };
    }

    // Whether the second of two values is chosen; the first is the default.
    private static bool ReadChoice(IReadOnlyDictionary<string, string> options, string key, string first, string second)
    {
        string text = options.GetValueOrDefault(key, first);
        bool isSecond = text.Equals(second, StringComparison.OrdinalIgnoreCase);
        return isSecond || text.Equals(first, StringComparison.OrdinalIgnoreCase)
            ? isSecond
            : throw new InferenceException($"libtorch.{key}={text} is not one of {first}, {second}");
    }

    private static int ReadCount(IReadOnlyDictionary<string, string> options, string key)
    {
        string text = options.GetValueOrDefault(key, "1");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new InferenceException($"libtorch.{key}={text} is no whole number from 1");
    }

    private static bool ReadSwitch(IReadOnlyDictionary<string, string> options, string key, bool standard)
    {
        return !options.TryGetValue(key, out string? text) ? standard
            : bool.TryParse(text, out bool value) ? value
            : throw new InferenceException($"libtorch.{key}={text} is neither true nor false");
    }
}
