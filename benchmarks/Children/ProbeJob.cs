using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>A child's job: one probe.</summary>
internal static class ProbeJob
{
    /// <summary>Probes, and turns a breach of <see cref="IInferenceFramework.Probe"/>'s promise never to throw into an answer.</summary>
    /// <param name="framework">The framework.</param>
    public static FrameworkProbe Run(IInferenceFramework framework)
    {
        try
        {
            return framework.Probe();
        }
#pragma warning disable CA1031 // A probe that throws is an unavailable framework, whatever it threw.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return FrameworkProbe.Unavailable(ExceptionText.Of(e), "report this as a defect of the suite");
        }
    }
}
