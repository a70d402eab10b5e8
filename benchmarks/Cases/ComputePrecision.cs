using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>Which precisions a framework can run a model in: the file's own, and for an fp32 file those to which it converts it by itself.</summary>
internal static class ComputePrecision
{
    /// <summary>Why a framework cannot run a model in a precision, in one line; null when it can.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="model">The model's public name.</param>
    /// <param name="own">The file's own precision.</param>
    /// <param name="wanted">The precision that was asked for.</param>
    public static string? WhyNot(FrameworkDescriptor framework, string model, Precision own, Precision wanted)
    {
        bool isPossible = wanted == own || (own == Precision.Fp32 && framework.ComputePrecisions.Contains(wanted));
        return isPossible
            ? null
            : $"{framework.Id} runs {model} in the file's own {own.ToName()}; for {wanted.ToName()} give a converted file with --model-file";
    }
}
