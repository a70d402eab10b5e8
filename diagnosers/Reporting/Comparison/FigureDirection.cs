namespace InferenceBench.Reporting.Comparison;

/// <summary>Which way a figure is better.</summary>
public enum FigureDirection
{
    /// <summary>Neither: it describes.</summary>
    None,

    /// <summary>Lower is better.</summary>
    LowerIsBetter,

    /// <summary>Higher is better.</summary>
    HigherIsBetter,
}
