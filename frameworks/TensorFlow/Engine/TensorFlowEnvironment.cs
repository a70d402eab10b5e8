using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>What TensorFlow and the libraries below it read when they are loaded.</summary>
internal static class TensorFlowEnvironment
{
    /// <summary>XLA's flags for clustering.</summary>
    public const string XlaFlags = "TF_XLA_FLAGS";

    /// <summary>Whether oneDNN's kernels are used.</summary>
    public const string OneDnn = "TF_ENABLE_ONEDNN_OPTS";

    /// <summary><c>0</c> keeps CUDA's libraries from computing fp32 as TF32.</summary>
    public const string Tf32 = "NVIDIA_TF32_OVERRIDE";

    /// <summary>The flags that let XLA compile whatever it can: without them it leaves clusters of less than four operators alone, and says nothing.</summary>
    public const string SmallestClusters = "--tf_xla_min_cluster_size=1";

    private const string Log = "TF_CPP_MIN_LOG_LEVEL";

    /// <summary>
    /// The variables of a case's child. XLA's flags mean nothing as long as a session does not turn the compiler on, so they are the same for every variant and one
    /// child can run them all.
    /// </summary>
    /// <param name="options">The user's options.</param>
    public static IReadOnlyDictionary<string, string> For(TensorFlowOptions options)
    {
        var variables = new Dictionary<string, string>
        {
            // Errors come as text with their status; the log of warnings would only repeat itself in every child.
            [Log] = "2",
            [XlaFlags] = SmallestClusters,
        };
        if (options.OneDnn is { } isUsed)
        {
            variables[OneDnn] = isUsed ? "1" : "0";
        }

        if (!options.Tf32)
        {
            variables[Tf32] = "0";
        }

        return variables;
    }

    /// <summary>What a variable of this process says, for the report.</summary>
    /// <param name="name">The variable.</param>
    public static string InEffect(string name)
    {
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : "not set";
    }

    /// <summary>Checks that an option that only the environment can carry is in effect.</summary>
    /// <param name="options">The user's options.</param>
    /// <exception cref="InferenceException">The user's own variable says otherwise.</exception>
    public static void Require(TensorFlowOptions options)
    {
        string inEffect = InEffect(OneDnn);
        if (options.OneDnn is { } isUsed && inEffect != (isUsed ? "1" : "0"))
        {
            throw new InferenceException($"the option onednn={(isUsed ? "true" : "false")} is not in effect: {OneDnn} is {inEffect} in the environment; unset the variable or leave out the option");
        }
    }
}
