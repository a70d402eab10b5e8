using InferenceBench.Cli;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>How files are compared.</summary>
/// <param name="Options">The options that all verbs share.</param>
/// <param name="Timeout">A file that takes longer is failed.</param>
/// <param name="Absolute">The user's own absolute term for fp32; null for the default.</param>
/// <param name="Relative">The user's own relative term for fp32; null for the default.</param>
/// <param name="Saver">Keeps the outputs; null does not.</param>
internal sealed record ParitySettings(RunOptions Options, TimeSpan Timeout, double? Absolute, double? Relative, OutputSaver? Saver)
{
    /// <summary>The limits of a precision.</summary>
    /// <param name="precision">The precision.</param>
    public ParityLimits LimitsFor(Precision precision)
    {
        return ParityLimits.For(precision, Absolute, Relative);
    }
}
