using System.Buffers.Binary;
using System.Globalization;

namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>What the frame header of a JPEG file says.</summary>
internal sealed class Frame
{
    private const int MostFactor = 4;

    private Frame(int width, int height, bool isProgressive, IReadOnlyList<Component> components)
    {
        Width = width;
        Height = height;
        IsProgressive = isProgressive;
        Components = components;
        Horizontal = components.Max(static component => component.Horizontal);
        Vertical = components.Max(static component => component.Vertical);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Coefficients come in several scans.</summary>
    public bool IsProgressive { get; }

    /// <summary>The planes.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>Greatest horizontal sampling factor.</summary>
    public int Horizontal { get; }

    /// <summary>Greatest vertical sampling factor.</summary>
    public int Vertical { get; }

    /// <summary>Units of all planes in a row.</summary>
    public int UnitColumns => (Width + (Horizontal * Component.Side) - 1) / (Horizontal * Component.Side);

    /// <summary>Rows of units of all planes.</summary>
    public int UnitRows => (Height + (Vertical * Component.Side) - 1) / (Vertical * Component.Side);

    /// <summary>Reads the header.</summary>
    /// <param name="segment">The segment behind its length.</param>
    /// <param name="isProgressive">What its marker says.</param>
    /// <exception cref="InvalidDataException">It is damaged or of a kind that is not read.</exception>
    public static Frame Read(ReadOnlySpan<byte> segment, bool isProgressive)
    {
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        int count = segment[5];
        if (segment[0] != 8 || !PixelImage.IsUsable(width, height) || count is not (1 or 3))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"is a JPEG file of {width} x {height} pixels, {count} colour planes and {segment[0]} bits; 1 or 3 planes of 8 bits are read: convert it to PNG"));
        }

        var components = new Component[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = segment.Slice(6 + (3 * i), 3);
            (int horizontal, int vertical) = (entry[1] >> 4, entry[1] & 15);
            if (horizontal is < 1 or > MostFactor || vertical is < 1 or > MostFactor)
            {
                throw new InvalidDataException($"is damaged: a colour plane has the sampling factors {horizontal} and {vertical}");
            }

            // With one plane there is nothing to sample it against.
            components[i] = count == 1 ? new Component(entry[0], 1, 1, entry[2]) : new Component(entry[0], horizontal, vertical, entry[2]);
        }

        var frame = new Frame(width, height, isProgressive, components);
        Array.ForEach(components, component => component.Allocate(frame));
        return frame;
    }
}
