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
        var reader = new OptionReader(TorchSharpDescriptor.Id, options, [InterOpThreadsKey, Tf32Key]);
        return new TorchSharpOptions(reader.Count(InterOpThreadsKey), reader.Switch(Tf32Key, false));
    }
}
