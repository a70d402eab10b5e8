using InferenceBench.Contracts;
using InferenceBench.Registry;

namespace InferenceBench.Children;

/// <summary>Asks frameworks what runs here, each in a short-lived child: a broken native library must not take the host down.</summary>
public static class FrameworkProber
{
    /// <summary>Probes frameworks side by side. A child that dies, hangs (10 s) or answers nonsense is an unavailable framework with that reason.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="ids">Those to ask; empty asks all.</param>
    /// <returns>The answer by framework id.</returns>
    public static IReadOnlyDictionary<string, FrameworkProbe> Probe(FrameworkRegistry registry, IReadOnlyList<string> ids)
    {
        throw new NotImplementedException();
    }
}
