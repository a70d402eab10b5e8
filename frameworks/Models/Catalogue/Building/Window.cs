namespace InferenceBench.Models.Catalogue.Building;

/// <summary>The square window of a convolution or a pooling.</summary>
/// <param name="Kernel">Side of the window.</param>
/// <param name="Stride">Step.</param>
/// <param name="Begin">Padding at the top and the left.</param>
/// <param name="End">Padding at the bottom and the right.</param>
internal readonly record struct Window(int Kernel, int Stride, int Begin, int End)
{
    /// <summary>One element: the window of a pointwise convolution.</summary>
    public static Window Point { get; } = new(1, 1, 0, 0);

    /// <summary>A window with equal padding on all sides.</summary>
    public static Window Padded(int kernel, int stride, int padding)
    {
        return new Window(kernel, stride, padding, padding);
    }

    /// <summary>A window of odd size, padded so that stride 1 keeps the size.</summary>
    public static Window Centred(int kernel, int stride = 1)
    {
        return Padded(kernel, stride, (kernel - 1) / 2);
    }

    /// <summary>Positions of the window along a side.</summary>
    /// <param name="size">Length of the side.</param>
    /// <param name="ceiling">Whether a last, partly covered position counts.</param>
    public long PositionsOn(long size, bool ceiling = false)
    {
        long span = size + Begin + End - Kernel;
        return ((span + (ceiling ? Stride - 1 : 0)) / Stride) + 1;
    }
}
