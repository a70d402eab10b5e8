using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Lowering;

/// <summary>The window of a convolution or pooling: kernel, strides, dilations, the pads that <c>auto_pad</c> comes to, and how often it fits.</summary>
public sealed class SlidingWindow
{
    /// <summary>Reads the attributes of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">Size of the kernel on each spatial axis.</param>
    /// <param name="isCeiling">Whether a last window that sticks out counts.</param>
    /// <exception cref="InvalidOperationException">The input has no 1 to 3 spatial axes, or an attribute does not fit to them.</exception>
    public SlidingWindow(OperatorNode node, long[] kernel, bool isCeiling = false)
    {
        long[] shape = node.Shape(0);
        Rank = shape.Length - 2;
        if (Rank is < 1 or > 3 || kernel.Length != Rank)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"a kernel of {kernel.Length} dimensions on an input of {shape.Length}"));
        }

        Size = shape[2..];
        Kernel = kernel;
        Strides = Read(node, "strides", Rank, 1);
        Dilations = Read(node, "dilations", Rank, 1);
        AutoPad = node.Proto.GetText("auto_pad", "NOTSET");
        long[] pads = Read(node, "pads", Rank * 2, 0);
        Begin = AutoPad == "NOTSET" ? pads[..Rank] : new long[Rank];
        End = AutoPad == "NOTSET" ? pads[Rank..] : new long[Rank];
        Positions = new long[Rank];
        for (int i = 0; i < Rank; i++)
        {
            Place(i, isCeiling);
        }
    }

    private SlidingWindow(SlidingWindow window, long[] heads, long[] tails)
    {
        Rank = window.Rank;
        Kernel = window.Kernel;
        Strides = window.Strides;
        Dilations = window.Dilations;
        AutoPad = window.AutoPad;
        Positions = window.Positions;
        Size = [.. window.Size.Select((size, axis) => size - heads[axis] - tails[axis])];
        Begin = [.. window.Begin.Zip(heads, static (own, head) => own + head)];
        End = [.. window.End.Zip(tails, static (own, tail) => own + tail)];
    }

    /// <summary>Number of spatial axes.</summary>
    public int Rank { get; }

    /// <summary>Size of the input on each spatial axis.</summary>
    public long[] Size { get; }

    /// <summary>Size of the kernel.</summary>
    public long[] Kernel { get; }

    /// <summary>Steps of the window.</summary>
    public long[] Strides { get; }

    /// <summary>Steps within the window.</summary>
    public long[] Dilations { get; }

    /// <summary>The attribute as it stands in the file.</summary>
    public string AutoPad { get; }

    /// <summary>Pads before the first element.</summary>
    public long[] Begin { get; }

    /// <summary>Pads after the last element.</summary>
    public long[] End { get; }

    /// <summary>How often the window fits; of no meaning for a transposed convolution.</summary>
    public long[] Positions { get; }

    /// <summary>Elements of the kernel.</summary>
    public long Volume => Kernel.Aggregate(1L, static (product, size) => product * size);

    /// <summary>Whether elements of the window lie apart.</summary>
    public bool IsDilated => Array.Exists(Dilations, static step => step != 1);

    /// <summary>What the last window covers after the last element: the pads that make it fit exactly, negative where elements are left over.</summary>
    public long[] ExactEnd => [.. Enumerable.Range(0, Rank).Select(axis => ((Positions[axis] - 1) * Strides[axis]) + Extent(axis) - Size[axis] - Begin[axis])];

    /// <summary>Reads the window of a pooling.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="NotLoweredException">Engines disagree on what the attributes mean.</exception>
    public static SlidingWindow OfPool(OperatorNode node)
    {
        var window = new SlidingWindow(node, node.Proto.GetInts("kernel_shape") ?? [], node.Proto.GetInt("ceil_mode", 0) != 0);

        // ONNX Runtime leaves the dilations out when it computes the pads, which ONNX does not.
        return window.IsDilated && window.AutoPad is ("SAME_UPPER" or "SAME_LOWER") ? throw node.NotLowered("auto_pad with dilations, which engines read differently") : window;
    }

    /// <summary>The same window over what the input was before a node that only adds pads.</summary>
    /// <param name="heads">The pads that the node adds before each spatial axis.</param>
    /// <param name="tails">Those that it adds after.</param>
    public SlidingWindow Before(long[] heads, long[] tails)
    {
        return new SlidingWindow(this, heads, tails);
    }

    /// <summary>Elements that the window spans on an axis, gaps included.</summary>
    /// <param name="axis">The spatial axis, from 0.</param>
    public long Extent(int axis)
    {
        return ((Kernel[axis] - 1) * Dilations[axis]) + 1;
    }

    /// <summary>Whether counting windows this way gives <see cref="Positions"/>.</summary>
    /// <param name="isCeiling">Whether a last window that sticks out counts.</param>
    public bool Fits(bool isCeiling)
    {
        return Enumerable.Range(0, Rank).All(axis => Count(axis, isCeiling) == Positions[axis]);
    }

    /// <summary>By how much the mean over a whole window, pads counting as zeros, is too small at each position: the window's volume over the elements that count.</summary>
    /// <param name="countsPads">Whether pads count; what sticks out beyond them never does.</param>
    /// <returns>One factor for each position, in C order; 0 where nothing counts.</returns>
    public float[] MeanFactors(bool countsPads)
    {
        long[] counts = [1];
        for (int axis = 0; axis < Rank; axis++)
        {
            int current = axis;
            long[] onAxis = [.. Enumerable.Range(0, checked((int)Positions[axis])).Select(position => CountElements(current, position, countsPads))];
            counts = [.. counts.SelectMany(count => onAxis.Select(other => count * other))];
        }

        return Array.ConvertAll(counts, count => count == 0 ? 0 : (float)Volume / count);
    }

    private static long[] Read(OperatorNode node, string name, int length, long fallback)
    {
        long[] values = node.Proto.GetInts(name) is { Length: > 0 } given ? given : [.. Enumerable.Repeat(fallback, length)];
        return values.Length == length && (fallback == 0 || Array.TrueForAll(values, static value => value > 0))
            ? values
            : throw new InvalidOperationException($"{name} [{string.Join(", ", values.Take(8))}] for {length} values");
    }

    private void Place(int axis, bool isCeiling)
    {
        if (AutoPad is "SAME_UPPER" or "SAME_LOWER")
        {
            Positions[axis] = (Size[axis] + Strides[axis] - 1) / Strides[axis];
            long pads = Math.Max(((Positions[axis] - 1) * Strides[axis]) + Extent(axis) - Size[axis], 0);
            Begin[axis] = AutoPad == "SAME_UPPER" ? pads / 2 : pads - (pads / 2);
            End[axis] = pads - Begin[axis];
            return;
        }

        Positions[axis] = Count(axis, isCeiling);
    }

    // A window that would start in the padding at the end is left out, in engines as in ONNX.
    private long Count(int axis, bool isCeiling)
    {
        long room = Size[axis] + Begin[axis] + End[axis] - Extent(axis);
        long count = (isCeiling ? (room + Strides[axis] - 1) / Strides[axis] : room / Strides[axis]) + 1;
        return isCeiling && (count - 1) * Strides[axis] >= Size[axis] + Begin[axis] ? count - 1 : count;
    }

    private long CountElements(int axis, int position, bool countsPads)
    {
        long start = (position * Strides[axis]) - Begin[axis];
        long from = countsPads ? -Begin[axis] : 0;
        long to = Size[axis] + (countsPads ? End[axis] : 0);
        return Enumerable.Range(0, checked((int)Kernel[axis])).LongCount(element =>
        {
            long index = start + (element * Dilations[axis]);
            return index >= from && index < to;
        });
    }
}
