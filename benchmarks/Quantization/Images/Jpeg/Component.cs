namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>One colour plane of a frame, as coefficients of blocks of 8 × 8 samples.</summary>
/// <param name="id">Its number in the file.</param>
/// <param name="horizontal">Horizontal sampling factor, 1 to 4.</param>
/// <param name="vertical">Vertical sampling factor, 1 to 4.</param>
/// <param name="table">Number of its quantization table.</param>
internal sealed class Component(int id, int horizontal, int vertical, int table)
{
    /// <summary>Coefficients of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>Samples along a block's side.</summary>
    public const int Side = 8;

    /// <summary>Its number in the file.</summary>
    public int Id => id;

    /// <summary>Horizontal sampling factor.</summary>
    public int Horizontal => horizontal;

    /// <summary>Vertical sampling factor.</summary>
    public int Vertical => vertical;

    /// <summary>Number of its quantization table.</summary>
    public int Table => table;

    /// <summary>Blocks in a row that hold something of the image.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows of blocks that hold something of the image.</summary>
    public int Rows { get; private set; }

    /// <summary>Blocks in a row, filled up to whole units of all planes.</summary>
    public int Stride { get; private set; }

    /// <summary>Coefficients, block after block, each in zigzag order.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The constant coefficient of the block before.</summary>
    public int Previous { get; set; }

    /// <summary>Takes the memory.</summary>
    /// <param name="frame">The frame that it belongs to.</param>
    public void Allocate(Frame frame)
    {
        Columns = Divide(Divide(frame.Width * horizontal, frame.Horizontal), Side);
        Rows = Divide(Divide(frame.Height * vertical, frame.Vertical), Side);
        Stride = frame.UnitColumns * horizontal;
        Coefficients = new short[checked(Stride * frame.UnitRows * vertical * BlockSize)];
    }

    /// <summary>The coefficients of a block.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    public Span<short> Block(int row, int column)
    {
        return Coefficients.AsSpan(((row * Stride) + column) * BlockSize, BlockSize);
    }

    private static int Divide(int value, int divisor)
    {
        return (value + divisor - 1) / divisor;
    }
}
