namespace InferenceBench.Contracts;

/// <summary>What a framework's child process is started for, as far as libraries read it from the environment.</summary>
/// <param name="Threads">Intra-op threads, at least 1.</param>
/// <param name="Options">The user's <c>--option FRAMEWORK.KEY=VALUE</c> for this framework, by KEY, checked.</param>
public sealed record ChildSettings(int Threads, IReadOnlyDictionary<string, string> Options);
