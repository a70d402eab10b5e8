using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The user's <c>--option torchsharp.KEY=VALUE</c>; keys and defaults are those of libtorch's own adapter.</summary>
/// <param name="InterOpThreads">Inter-op threads, at least 1.</param>
/// <param name="Tf32">Whether fp32 may be computed as TF32; fp32 means fp32 in this suite.</param>
internal sealed record TorchSharpOptions(int InterOpThreads, bool Tf32)
{
    private const string InterOpThreadsKey = "inter-op-threads";
    private const string Tf32Key = "tf32";

    /// <summary>Reads the options.</summary>
    /// <exception cref="InferenceException">A key or a value is not known; the message lists those that are.</exception>
    public static TorchSharpOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        if (options.Keys.FirstOrDefault(static key => key is not (InterOpThreadsKey or Tf32Key)) is { } unknown)
        {
            throw new InferenceException($"torchsharp has no option '{unknown}'; it has {InterOpThreadsKey}, {Tf32Key}");
        }

        string threads = options.GetValueOrDefault(InterOpThreadsKey, "1");
        string tf32 = options.GetValueOrDefault(Tf32Key, "false");
        return new TorchSharpOptions(
            int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
                ? count
                : throw new InferenceException($"torchsharp.{InterOpThreadsKey}={threads} is no whole number from 1"),
            bool.TryParse(tf32, out bool value) ? value : throw new InferenceException($"torchsharp.{Tf32Key}={tf32} is neither true nor false"));
    }
}
