namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>
/// How one of up to 32 series looks. Colour is never all that tells two apart: of the eight colours each has a shape of its own, and a second, third and fourth series of
/// a colour have hollow, dotted and pierced marks, dashed, dash-dotted and dotted lines.
/// </summary>
/// <param name="Index">0 to 31; greater numbers start anew.</param>
internal readonly record struct SeriesStyle(int Index)
{
    /// <summary>Colours and shapes.</summary>
    public const int Colours = 8;

    /// <summary>Ways to fill a mark and to dash a line.</summary>
    public const int Fills = 4;

    /// <summary>Number of the colour and of the shape.</summary>
    public int Colour => Index % Colours;

    /// <summary>0: filled, solid; 1: hollow, dashed; 2: hollow with a dot, dash-dotted; 3: filled with a hole, dotted.</summary>
    public int Fill => Index / Colours % Fills;

    /// <summary>Class with the colour.</summary>
    public string ColourClass => FormattableString.Invariant($"ib-s{Colour}");

    /// <summary>Classes of a line.</summary>
    public string LineClasses => FormattableString.Invariant($"ib-line ib-d{Fill}");
}
