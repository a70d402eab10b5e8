using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>The sliding window of a convolution or pooling: kernel, strides, dilations and pads of each spatial axis.</summary>
internal sealed class SpatialWindow
{
    private readonly string _autoPad;
    private readonly long[] _strides;
    private readonly long[] _dilations;
    private readonly long[] _pads;

    /// <summary>Reads the attributes of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">Size of the kernel on each spatial axis, −1 where it is not known.</param>
    /// <exception cref="ShapeException">An attribute has the wrong length or an impossible value.</exception>
    public SpatialWindow(NodeProto node, long[] kernel)
    {
        Kernel = kernel;
        _autoPad = node.GetText("auto_pad", "NOTSET");
        _strides = ReadList(node, "strides", kernel.Length, 1, 1);
        _dilations = ReadList(node, "dilations", kernel.Length, 1, 1);
        _pads = ReadList(node, "pads", kernel.Length * 2, 0, long.MinValue);
    }

    /// <summary>Size of the kernel on each spatial axis.</summary>
    public long[] Kernel { get; }

    private bool IsSame => _autoPad is "SAME_UPPER" or "SAME_LOWER";

    /// <summary>Number of positions of the window on one axis.</summary>
    /// <param name="axis">Spatial axis, from 0.</param>
    /// <param name="size">Size of the input on it.</param>
    /// <param name="isCeiling">Whether a last window that sticks out counts.</param>
    /// <exception cref="ShapeException">The window does not fit once.</exception>
    public long Positions(int axis, long size, bool isCeiling)
    {
        long stride = _strides[axis];
        if (size < 0 || (Kernel[axis] < 0 && !IsSame))
        {
            return Dimension.Unknown;
        }

        if (IsSame)
        {
            return checked(size + stride - 1) / stride;
        }

        long head = _autoPad == "VALID" ? 0 : _pads[axis];
        long tail = _autoPad == "VALID" ? 0 : _pads[axis + Kernel.Length];
        long room = checked(size + head + tail - (((Kernel[axis] - 1) * _dilations[axis]) + 1));
        if (room < 0)
        {
            throw new ShapeException($"a window of {Kernel[axis]} with dilation {_dilations[axis]} does not fit into {size} with pads {head} and {tail}");
        }

        long positions = (isCeiling ? checked(room + stride - 1) / stride : room / stride) + 1;
        // A window that would start in the padding at the end is left out (ONNX 1.16 settled that; engines always did so).
        return isCeiling && checked((positions - 1) * stride) >= size + head ? positions - 1 : positions;
    }

    /// <summary>Size of the output of a transposed convolution on one axis.</summary>
    /// <param name="axis">Spatial axis, from 0.</param>
    /// <param name="size">Size of the input on it.</param>
    /// <param name="outputPadding">What is added at the end.</param>
    /// <exception cref="ShapeException">The size would be negative.</exception>
    public long TransposedSize(int axis, long size, long outputPadding)
    {
        if (size < 0 || (Kernel[axis] < 0 && !IsSame))
        {
            return Dimension.Unknown;
        }

        if (IsSame)
        {
            return checked(size * _strides[axis]);
        }

        long pads = _autoPad == "VALID" ? 0 : checked(_pads[axis] + _pads[axis + Kernel.Length]);
        long result = checked((_strides[axis] * (size - 1)) + outputPadding + ((Kernel[axis] - 1) * _dilations[axis]) + 1 - pads);
        return result >= 0 ? result : throw new ShapeException($"the output would have the size {result} on spatial axis {axis}");
    }

    private static long[] ReadList(NodeProto node, string name, int length, long fallback, long least)
    {
        long[]? values = node.GetInts(name);
        if (values is null || values.Length == 0)
        {
            values = new long[length];
            Array.Fill(values, fallback);
            return values;
        }

        return values.Length == length && Array.TrueForAll(values, value => value >= least)
            ? values
            : throw new ShapeException($"{name} [{OneLine.Of(string.Join(',', values), 60)}] where {length} values are due");
    }
}
