using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>What a framework on TensorFlow says of this machine.</summary>
internal static class TensorFlowProbe
{
    /// <summary>Loads TensorFlow and says what runs; never throws for what is missing.</summary>
    /// <param name="load">Loads it.</param>
    /// <param name="version">The framework's version on a loaded TensorFlow.</param>
    /// <param name="origin">Where the framework comes from.</param>
    /// <param name="missing">What is to be said beside the reason when there is no TensorFlow; empty for nothing.</param>
    public static FrameworkProbe Of(Func<TensorFlowLibrary> load, Func<TensorFlowLibrary, string> version, Func<TensorFlowLibrary, string> origin, string missing = "")
    {
        try
        {
            TensorFlowLibrary library = load();
            return new FrameworkProbe(Availability.Yes, version(library), origin(library), [.. TensorFlowDevices.Probe(library)]);
        }
        catch (NativeLibraryException e)
        {
            return FrameworkProbe.Unavailable(missing.Length > 0 ? $"{e.Message} ({missing})" : e.Message, e.Remedy);
        }
    }
}
