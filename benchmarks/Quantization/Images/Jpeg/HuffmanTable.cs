namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>A Huffman table: which code stands for which byte.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Longest code in bits.</summary>
    public const int MostBits = 16;

    // For each length the highest code, and what to subtract from a code to get the index of its value.
    private readonly int[] _highest = new int[MostBits + 1];
    private readonly int[] _offset = new int[MostBits + 1];
    private readonly byte[] _values;

    /// <summary>Builds the table; codes are given out in order, shortest first.</summary>
    /// <param name="counts">Number of codes of each length from 1 to 16.</param>
    /// <param name="values">Their values.</param>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        int code = 0;
        int index = 0;
        for (int bits = 1; bits <= MostBits; bits++)
        {
            _offset[bits] = code - index;
            code += counts[bits - 1];
            index += counts[bits - 1];
            _highest[bits] = code - 1;
            code <<= 1;
        }
    }

    /// <summary>Reads one value.</summary>
    /// <param name="bits">Where from.</param>
    /// <exception cref="InvalidDataException">There is no such code.</exception>
    public int Read(ref BitReader bits)
    {
        int code = 0;
        for (int length = 1; length <= MostBits; length++)
        {
            code = (code << 1) | bits.ReadBit();
            int index = code - _offset[length];
            if (code <= _highest[length] && index < _values.Length)
            {
                return _values[index];
            }
        }

        throw new InvalidDataException("is damaged: a code of its data is in no table");
    }
}
