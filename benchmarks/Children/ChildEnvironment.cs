using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>The environment variables with which a framework's children start: libraries such as OpenMP read them when they are loaded, long before a session could set anything.</summary>
internal static class ChildEnvironment
{
    /// <summary>The variables that the framework wants and the user has not set; what the user has set, the child inherits.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="settings">What the child is started for.</param>
    public static IReadOnlyDictionary<string, string> Of(FrameworkDescriptor framework, ChildSettings settings)
    {
        return Of(framework, settings, Environment.GetEnvironmentVariable);
    }

    /// <summary>The same over another environment.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="settings">What the child is started for.</param>
    /// <param name="find">Finds a variable of the user; null when it is not set.</param>
    internal static IReadOnlyDictionary<string, string> Of(FrameworkDescriptor framework, ChildSettings settings, Func<string, string?> find)
    {
        return framework.EnvironmentFor(settings).Where(variable => find(variable.Key) is null).ToDictionary(StringComparer.Ordinal);
    }
}
