using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Operators;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>
/// Windows element by element: for each element of the window along an axis the section of the padded tensor that it meets at all positions. Whatever windows the
/// kernels lack (dilation, positions of maxima) is computed from these, one axis after the other, the last one first.
/// </summary>
internal sealed class WindowTaps
{
    private readonly LoweringNode _node;
    private readonly WindowFrame _frame;
    private readonly SlidingWindow _window;

    /// <summary>The windows of a node.</summary>
    public WindowTaps(LoweringNode node, WindowFrame frame, SlidingWindow window)
    {
        _node = node;
        _frame = frame;
        _window = window;
    }

    /// <summary>Joins the elements of each window by an operator of two inputs, <c>AddV2</c> or <c>Maximum</c>.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="tensor">The tensor in the frame, with all pads.</param>
    public string Join(string op, string tensor)
    {
        long[] shape = PaddedShape();
        for (int axis = _window.Rank - 1; axis >= 0; axis--)
        {
            string[] taps = Along(tensor, _frame.Type, shape, axis);
            tensor = taps.Aggregate((sum, tap) => _node.Apply(op, _frame.Type, sum, tap));
            shape[FrameAxis(axis)] = _window.Positions[axis];
        }

        return tensor;
    }

    /// <summary>The first maximum of each window and the number that belongs to it.</summary>
    /// <param name="tensor">The tensor in the frame, with all pads.</param>
    /// <param name="numbers">For each element of a plane an int64, padded alike; batch and channels have one element.</param>
    public (string Maxima, string Numbers) Maximum(string tensor, string numbers)
    {
        long[] shape = PaddedShape();
        long[] numberShape = (long[])shape.Clone();
        (numberShape[0], numberShape[_frame.ChannelAxis]) = (1, 1);
        for (int axis = _window.Rank - 1; axis >= 0; axis--)
        {
            string[] values = Along(tensor, _frame.Type, shape, axis);
            string[] places = Along(numbers, ElementType.Int64, numberShape, axis);
            (tensor, numbers) = (values[0], places[0]);
            for (int i = 1; i < values.Length; i++)
            {
                // Of equal elements the first one stays.
                string isGreater = _node.Apply("Greater", _frame.Type, values[i], tensor);
                numbers = _node.Apply("SelectV2", ElementType.Int64, isGreater, places[i], numbers);
                tensor = _node.Apply("Maximum", _frame.Type, values[i], tensor);
            }

            shape[FrameAxis(axis)] = _window.Positions[axis];
            numberShape[FrameAxis(axis)] = _window.Positions[axis];
            if (values.Length > 1)
            {
                // From the first choice on each plane has its own.
                numberShape = [.. shape];
            }
        }

        return (tensor, numbers);
    }

    private string[] Along(string tensor, ElementType type, long[] shape, int axis)
    {
        int at = FrameAxis(axis);
        if (_window.Kernel[axis] == 1 && _window.Positions[axis] == shape[at])
        {
            return [tensor];
        }

        long[] counts = (long[])shape.Clone();
        counts[at] = _window.Positions[axis];
        long[] steps = [.. Enumerable.Repeat(1L, shape.Length)];
        steps[at] = _window.Strides[axis];
        return [.. Enumerable.Range(0, checked((int)_window.Kernel[axis])).Select(element =>
        {
            long[] starts = new long[shape.Length];
            starts[at] = element * _window.Dilations[axis];
            return _node.Sliced(tensor, type, starts, counts, steps);
        })];
    }

    private int FrameAxis(int axis)
    {
        return (_frame.Layout == Layout.Plain ? 2 : 1) + axis + (_window.Rank == 1 ? 1 : 0);
    }

    private long[] PaddedShape()
    {
        long[] end = _window.ExactEnd;
        long[] shape = _node.Shape(0);
        return _frame.Shape([shape[0], shape[1], .. _window.Size.Select((size, axis) => size + _window.Begin[axis] + end[axis])]);
    }
}
