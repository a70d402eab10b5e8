using InferenceBench.Cli;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>One comparison that can be made.</summary>
/// <param name="Task">The file.</param>
/// <param name="Prepared">Its inputs.</param>
/// <param name="Framework">The framework.</param>
/// <param name="Target">Variant, provider and device.</param>
/// <param name="Precision">What it computes in, whose gate applies.</param>
internal sealed record ParityRequest(ParityTask Task, PreparedParity Prepared, FrameworkDescriptor Framework, ParityTarget Target, Precision Precision)
{
    /// <summary>What the framework is asked for.</summary>
    /// <param name="options">The user's choice.</param>
    public OpenRequest Open(RunOptions options)
    {
        return new OpenRequest(
            Task.File,
            Prepared.Signature.Inputs,
            Prepared.Signature.Outputs,
            Target.Device,
            Target.Provider,
            Target.Variant,
            Precision,
            options.EffectiveThreads,
            options.OptionsOf(Framework.Id));
    }
}
