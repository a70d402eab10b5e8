using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Operators;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>
/// Where a window slides: a tensor of four axes (of five for three spatial ones) in the layout of the device's kernels. TensorFlow has no kernels for one spatial
/// axis; there another one of one element comes before it.
/// </summary>
internal sealed class WindowFrame
{
    private readonly LoweringNode _node;
    private readonly PaddedInput? _padded;
    private readonly int _rank;

    /// <summary>The frame of a node whose first input has one to three spatial axes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="window">Its window.</param>
    /// <param name="padded">What the first input was before another node padded it, when the window knows of these pads; else null.</param>
    public WindowFrame(LoweringNode node, SlidingWindow window, PaddedInput? padded = null)
    {
        _node = node;
        _padded = padded;
        _rank = window.Rank;
        Type = node.KnownType(0);
    }

    /// <summary>The order of axes.</summary>
    public Layout Layout => _node.WindowLayout;

    /// <summary>Element type of the first input.</summary>
    public ElementType Type { get; }

    /// <summary>Whether there are three spatial axes.</summary>
    public bool IsVolume => _rank == 3;

    /// <summary>TensorFlow's name of the layout.</summary>
    public string Format => (IsVolume, Layout) switch
    {
        (false, Layout.ChannelsLast) => "NHWC",
        (false, _) => "NCHW",
        (true, Layout.ChannelsLast) => "NDHWC",
        (true, _) => "NCDHW",
    };

    /// <summary>The axis of the channels in the frame.</summary>
    public int ChannelAxis => Layout == Layout.Plain ? 1 : IsVolume ? 4 : 3;

    /// <summary>The first input in the frame.</summary>
    public string Enter()
    {
        string tensor = _padded?.Tensor() ?? _node.Input(0, Layout);
        return _rank == 1 ? _node.Reshape(tensor, Type, InputShape()) : tensor;
    }

    /// <summary>A result in the frame back in its own number of axes; its layout is <see cref="Layout"/>.</summary>
    /// <param name="tensor">The result.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">Its shape as in the file.</param>
    public string Leave(string tensor, ElementType type, IReadOnlyList<long> shape)
    {
        return _rank == 1 ? _node.Reshape(tensor, type, Axes.Arrange(Layout, shape)) : tensor;
    }

    /// <summary>A shape of the file in the frame.</summary>
    public long[] Shape(IReadOnlyList<long> shape)
    {
        return Axes.Arrange(Layout, [shape[0], shape[1], .. Widened([.. shape.Skip(2)], 1)]);
    }

    /// <summary>Values for spatial axes with others for batch and channels, in the frame.</summary>
    /// <param name="values">One for each spatial axis of the file.</param>
    /// <param name="other">For batch, channels and the axis that is put before a single one.</param>
    public long[] Arranged(long[] values, long other)
    {
        return Axes.Arrange(Layout, [other, other, .. Widened(values, other)]);
    }

    /// <summary>Values for spatial axes, with one for the axis that is put before a single one.</summary>
    public long[] Widened(long[] values, long first)
    {
        return _rank == 1 ? [first, values[0]] : values;
    }

    /// <summary>A tensor in the frame with elements before and after those of the spatial axes.</summary>
    public string Padded(string tensor, SlidingWindow window, long[] end, string? value = null)
    {
        return _node.Padded(tensor, Type, InputShape(), Arranged(window.Begin, 0), Arranged(end, 0), value);
    }

    private long[] InputShape()
    {
        return Shape(_padded?.Shape ?? _node.Shape(0));
    }
}
