using InferenceBench.Registry;

namespace InferenceBench;

/// <summary>The whole program over a registry; the tests' own executable calls it with a registry of stand-ins.</summary>
public static class SuiteProgram
{
    /// <summary>Runs a verb, a benchmark run or a child's job.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="registry">The frameworks.</param>
    /// <returns>Exit code: 0 all ran, 1 some case failed, 2 nothing ran or bad arguments.</returns>
    public static int Run(string[] args, FrameworkRegistry registry)
    {
        throw new NotImplementedException();
    }
}
