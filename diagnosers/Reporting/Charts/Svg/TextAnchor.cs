namespace InferenceBench.Reporting.Charts.Svg;

/// <summary>Where text lies about its position.</summary>
internal enum TextAnchor
{
    /// <summary>It starts there.</summary>
    Start,

    /// <summary>Its middle is there.</summary>
    Middle,

    /// <summary>It ends there.</summary>
    End,
}
