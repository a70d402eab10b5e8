namespace InferenceBench.Reporting.Import;

/// <summary>What became of a file that was not simply read.</summary>
public enum ProblemKind
{
    /// <summary>It cannot be read and is left out; the program ends with 1.</summary>
    Unreadable,

    /// <summary>A run id that was read before: left out.</summary>
    Repeated,

    /// <summary>It was read, but a part of it was left out: lines, figures, energies without a row.</summary>
    Partial,
}
