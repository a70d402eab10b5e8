using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The public names of TorchSharp in this suite: those of libtorch, which it runs on. What its API does not have is missing here.</summary>
internal static class TorchSharpDescriptor
{
    public const string Id = "torchsharp";
    public const string Eager = LibtorchDescriptor.Eager;

    public static FrameworkDescriptor Instance { get; } = LibtorchDescriptor.Instance with
    {
        Id = Id,
        ComputePrecisions = [],
        HasBareLoop = false,
        CheckOptions = static options => TorchSharpOptions.Parse(options),
    };
}
