using System.CommandLine;
using InferenceBench.Registry;

namespace InferenceBench.Verbs.Power;

/// <summary><c>power</c>: sensors without a benchmark around them.</summary>
public static class PowerVerb
{
    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks; power needs none.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        return new Command("power", "read power sensors, measure the energy of a program, integrate a trace")
        {
            PowerRead.Create(), PowerWatch.Create(), PowerMeasure.Create(), PowerIntegrate.Create(), PowerParseTegrastats.Create(),
        };
    }
}
