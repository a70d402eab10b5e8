namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>What a figure is best of.</summary>
public enum CellMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The comparable cases of its device.</summary>
    BestOnDevice,

    /// <summary>The comparable cases of all devices.</summary>
    BestOfAll,
}
