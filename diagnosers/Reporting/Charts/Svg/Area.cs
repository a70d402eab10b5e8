namespace InferenceBench.Reporting.Charts.Svg;

/// <summary>A rectangle in pixels, y growing downwards.</summary>
internal readonly record struct Area(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>Whether two rectangles share a point.</summary>
    /// <param name="other">The other one.</param>
    public bool Overlaps(Area other)
    {
        return Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
