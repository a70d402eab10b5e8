using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>How an <see cref="InferenceRequest"/> went.</summary>
/// <param name="Outputs">The outputs, with concrete shapes; null when there are none.</param>
/// <param name="Reason">Why there are none, in one line for people; else null.</param>
/// <param name="IsUnsupported">The framework says that it does not do this case, or not in this variant: skipped, not failed.</param>
internal sealed record InferenceAnswer(IReadOnlyList<TensorSpec>? Outputs, string? Reason, bool IsUnsupported = false)
{
    /// <summary>It failed.</summary>
    /// <param name="reason">Why.</param>
    public static InferenceAnswer Failed(string reason)
    {
        return new InferenceAnswer(null, reason);
    }
}
