namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>How the points of a series are joined.</summary>
internal enum LineKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Faintly: only to show which belong together.</summary>
    Trail,

    /// <summary>By a line.</summary>
    Line,
}
