namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>The samples of a colour plane, which may be fewer than the image has pixels.</summary>
internal sealed class Plane
{
    private readonly byte[] _samples;
    private readonly int _stride;
    private readonly int _width;
    private readonly int _height;
    private readonly float _stepX;
    private readonly float _stepY;

    /// <summary>A plane.</summary>
    /// <param name="samples">Its samples.</param>
    /// <param name="component">What it was decoded from.</param>
    /// <param name="frame">The frame.</param>
    public Plane(byte[] samples, Component component, Frame frame)
    {
        _samples = samples;
        _stride = component.Stride * Component.Side;
        _stepX = (float)component.Horizontal / frame.Horizontal;
        _stepY = (float)component.Vertical / frame.Vertical;
        _width = (int)Math.Ceiling(frame.Width * _stepX);
        _height = (int)Math.Ceiling(frame.Height * _stepY);
    }

    /// <summary>The value at a pixel of the image, between samples by their distance.</summary>
    /// <param name="x">Column of the pixel.</param>
    /// <param name="y">Row of the pixel.</param>
    public float At(int x, int y)
    {
        if (_stepX == 1 && _stepY == 1)
        {
            return _samples[(y * _stride) + x];
        }

        (int left, int right, float shareX) = Place(x, _stepX, _width);
        (int top, int bottom, float shareY) = Place(y, _stepY, _height);
        float upper = Mix(_samples[(top * _stride) + left], _samples[(top * _stride) + right], shareX);
        float lower = Mix(_samples[(bottom * _stride) + left], _samples[(bottom * _stride) + right], shareX);
        return Mix(upper, lower, shareY);
    }

    private static (int Before, int After, float Share) Place(int pixel, float step, int count)
    {
        float place = Math.Clamp(((pixel + 0.5f) * step) - 0.5f, 0, count - 1);
        int before = (int)place;
        return (before, Math.Min(before + 1, count - 1), place - before);
    }

    private static float Mix(float before, float after, float share)
    {
        return before + ((after - before) * share);
    }
}
