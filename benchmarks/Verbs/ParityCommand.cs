using InferenceBench.Cli;

namespace InferenceBench.Verbs;

/// <summary>What the user asked <c>parity</c> for, checked.</summary>
/// <param name="Shared">The options that all verbs share.</param>
internal sealed record ParityCommand(RunOptions Shared)
{
    /// <summary><c>--suite</c>: absolute path.</summary>
    public string? SuiteDirectory { get; init; }

    /// <summary><c>--input</c>: absolute paths.</summary>
    public IReadOnlyList<string> InputFiles { get; init; } = [];

    /// <summary><c>--expected</c>: absolute path.</summary>
    public string? ExpectedFile { get; init; }

    /// <summary><c>--reference-file</c>: absolute path.</summary>
    public string? ReferenceFile { get; init; }

    /// <summary><c>--save-outputs</c>: absolute path.</summary>
    public string? SaveDirectory { get; init; }

    /// <summary><c>--atol</c>.</summary>
    public double? Absolute { get; init; }

    /// <summary><c>--rtol</c>.</summary>
    public double? Relative { get; init; }

    /// <summary><c>--case-timeout</c>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary><c>--json</c>.</summary>
    public bool IsJson { get; init; }
}
