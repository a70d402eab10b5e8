namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>Puts planes together to pixels.</summary>
internal static class ColorConversion
{
    private const float Middle = 128;

    /// <summary>The pixels' red, green and blue.</summary>
    /// <param name="planes">One plane of grey, or three.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="isRgb">Three planes are red, green and blue instead of brightness and two differences.</param>
    public static byte[] ToRgb(Plane[] planes, int width, int height, bool isRgb)
    {
        var rgb = new byte[width * height * PixelImage.Channels];
        int index = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (float first, float second, float third) = planes.Length == 1 ? Grey(planes[0].At(x, y)) : (planes[0].At(x, y), planes[1].At(x, y), planes[2].At(x, y));
                (float red, float green, float blue) = planes.Length == 1 || isRgb ? (first, second, third) : ToRgb(first, second - Middle, third - Middle);
                rgb[index++] = Round(red);
                rgb[index++] = Round(green);
                rgb[index++] = Round(blue);
            }
        }

        return rgb;
    }

    private static (float First, float Second, float Third) Grey(float value)
    {
        return (value, value, value);
    }

    // JFIF's constants.
    private static (float Red, float Green, float Blue) ToRgb(float brightness, float toBlue, float toRed)
    {
        return (brightness + (1.402f * toRed), brightness - (0.344136f * toBlue) - (0.714136f * toRed), brightness + (1.772f * toBlue));
    }

    private static byte Round(float value)
    {
        return (byte)Math.Clamp((int)MathF.Round(value), 0, byte.MaxValue);
    }
}
