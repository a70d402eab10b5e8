using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>What OpenMP and the BLAS libraries below libtorch read when they are loaded.</summary>
internal static class TorchEnvironment
{
    /// <summary>The variables of a case.</summary>
    /// <param name="settings">Its threads.</param>
    public static IReadOnlyDictionary<string, string> For(ChildSettings settings)
    {
        string count = settings.Threads.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>
        {
            ["OMP_NUM_THREADS"] = count,
            ["MKL_NUM_THREADS"] = count,
            ["OPENBLAS_NUM_THREADS"] = count,
            // Threads that spin at OpenMP's barriers take the processor from the ones that still work, as soon as anything else runs on the machine.
            ["OMP_WAIT_POLICY"] = "passive",
        };
    }

    /// <summary>What a variable of this process says, for the report.</summary>
    /// <param name="name">The variable.</param>
    public static string InEffect(string name)
    {
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : "not set";
    }
}
