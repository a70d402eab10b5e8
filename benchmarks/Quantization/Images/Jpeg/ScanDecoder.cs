namespace InferenceBench.Quantization.Images.Jpeg;

/// <summary>Reads the data of one scan into the coefficients of its planes.</summary>
/// <param name="frame">The frame.</param>
/// <param name="scan">The scan.</param>
/// <param name="restartInterval">Units between restarts; 0 for none.</param>
internal ref struct ScanDecoder(Frame frame, Scan scan, int restartInterval)
{
    private BitReader _bits;

    // Blocks still to come of which this scan holds nothing new.
    private int _emptyBlocks;

    /// <summary>Reads the data.</summary>
    /// <param name="content">The file.</param>
    /// <param name="position">Where the data begins.</param>
    /// <returns>Where it ends.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public int Decode(ReadOnlySpan<byte> content, int position)
    {
        _bits = new BitReader(content, position);
        bool isSingle = scan.Components.Count == 1;
        Component first = scan.Components[0].Component;

        // A scan of one plane goes block by block, without those that only fill units up.
        (int rows, int columns) = isSingle ? (first.Rows, first.Columns) : (frame.UnitRows, frame.UnitColumns);
        ResetPredictions();
        for (int unit = 0; unit < rows * columns; unit++)
        {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0)
            {
                _bits.Restart();
                ResetPredictions();
            }

            if (isSingle)
            {
                DecodeBlock(0, unit / columns, unit % columns);
            }
            else
            {
                DecodeUnit(unit / columns, unit % columns);
            }
        }

        return _bits.Position;
    }

    private void ResetPredictions()
    {
        _emptyBlocks = 0;
        foreach ((Component component, _, _) in scan.Components)
        {
            component.Previous = 0;
        }
    }

    private void DecodeUnit(int row, int column)
    {
        for (int i = 0; i < scan.Components.Count; i++)
        {
            Component component = scan.Components[i].Component;
            for (int v = 0; v < component.Vertical; v++)
            {
                for (int h = 0; h < component.Horizontal; h++)
                {
                    DecodeBlock(i, (row * component.Vertical) + v, (column * component.Horizontal) + h);
                }
            }
        }
    }

    private void DecodeBlock(int index, int row, int column)
    {
        (Component component, HuffmanTable? constant, HuffmanTable? others) = scan.Components[index];
        Span<short> block = component.Block(row, column);
        if (scan.First == 0)
        {
            DecodeConstant(component, constant, block);
        }

        if (scan.Last > 0 && scan.High == 0)
        {
            DecodeFirst(Require(others), block);
        }
        else if (scan.Last > 0)
        {
            DecodeRefinement(Require(others), block);
        }
    }

    private void DecodeConstant(Component component, HuffmanTable? table, Span<short> block)
    {
        if (scan.High > 0)
        {
            block[0] |= (short)(_bits.ReadBit() << scan.Low);
            return;
        }

        component.Previous += _bits.ReadSigned(Math.Min(Require(table).Read(ref _bits), HuffmanTable.MostBits));
        block[0] = (short)(component.Previous << scan.Low);
    }

    private void DecodeFirst(HuffmanTable table, Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        for (int k = Math.Max(scan.First, 1); k <= scan.Last; k++)
        {
            int code = table.Read(ref _bits);
            (int zeros, int size) = (code >> 4, code & 15);
            if (size == 0 && zeros < 15)
            {
                // The rest of this block, and in a progressive file of some more.
                _emptyBlocks = frame.IsProgressive ? (1 << zeros) - 1 + _bits.ReadBits(zeros) : 0;
                return;
            }

            k += zeros;
            if (size > 0 && k <= scan.Last)
            {
                block[k] = (short)(_bits.ReadSigned(size) << scan.Low);
            }
        }
    }

    // One more bit of coefficients that are there already, and new ones between them.
    private void DecodeRefinement(HuffmanTable table, Span<short> block)
    {
        int k = Math.Max(scan.First, 1);
        if (_emptyBlocks == 0)
        {
            for (; k <= scan.Last; k++)
            {
                int code = table.Read(ref _bits);
                (int zeros, int size) = (code >> 4, code & 15);
                if (size == 0 && zeros < 15)
                {
                    _emptyBlocks = (1 << zeros) + _bits.ReadBits(zeros);
                    break;
                }

                int value = size == 0 ? 0 : _bits.ReadBit() == 1 ? 1 << scan.Low : -(1 << scan.Low);
                k = SkipZeros(block, k, zeros);
                if (value != 0 && k <= scan.Last)
                {
                    block[k] = (short)value;
                }
            }
        }

        if (_emptyBlocks > 0)
        {
            SkipZeros(block, k, int.MaxValue);
            _emptyBlocks--;
        }
    }

    // Over so many coefficients that are still zero, to the next zero one; those that are not get their bit.
    private int SkipZeros(Span<short> block, int k, int zeros)
    {
        for (; k <= scan.Last; k++)
        {
            if (block[k] == 0)
            {
                if (zeros == 0)
                {
                    break;
                }

                zeros--;
            }
            else if (_bits.ReadBit() == 1 && (block[k] & (1 << scan.Low)) == 0)
            {
                block[k] += (short)(block[k] > 0 ? 1 << scan.Low : -(1 << scan.Low));
            }
        }

        return k;
    }

    private static HuffmanTable Require(HuffmanTable? table)
    {
        return table ?? throw new InvalidDataException("is damaged: it lacks a Huffman table");
    }
}
