using System.Numerics;

namespace InferenceBench.Reporting.Comparison;

/// <summary>The figures of one row, as small as possible: a comparison holds a hundred thousand of them. What is missing or not finite is null. Equal to its copies alone.</summary>
public readonly record struct FigureSet
{
    /// <summary>No figure at all.</summary>
    public static readonly FigureSet Empty;

    // First the bits of a mask, as a number: bit i is set when figure i is there. Then only the figures that are, in the order of the bits. Null: there is none.
    private readonly double[]? _values;

    private FigureSet(double[] values)
    {
        _values = values;
    }

    /// <summary>A figure; null when it is not available.</summary>
    /// <param name="figure">Which.</param>
    public double? this[Figure figure]
    {
        get
        {
            ulong mask = _values is null ? 0 : BitConverter.DoubleToUInt64Bits(_values[0]);
            ulong bit = 1UL << (int)figure;
            return (mask & bit) == 0 ? null : _values![1 + BitOperations.PopCount(mask & (bit - 1))];
        }
    }

    /// <summary>A set of the figures that <paramref name="valueOf"/> knows.</summary>
    /// <param name="valueOf">A figure's value; null when there is none.</param>
    public static FigureSet Of(Func<Figure, double?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        var builder = new Builder();
        foreach (Figure figure in Enum.GetValues<Figure>())
        {
            builder.Set(figure, valueOf(figure));
        }

        return builder.ToSet();
    }

    /// <summary>Collects figures one by one; may be used for one set after the other.</summary>
    public sealed class Builder
    {
        private readonly double[] _values = new double[Enum.GetValues<Figure>().Length];
        private ulong _mask;

        /// <summary>Sets a figure; null and what is not finite make it unavailable.</summary>
        /// <param name="figure">Which.</param>
        /// <param name="value">Its value.</param>
        public Builder Set(Figure figure, double? value)
        {
            ulong bit = 1UL << (int)figure;
            if (value is double number && double.IsFinite(number))
            {
                _values[(int)figure] = number;
                _mask |= bit;
            }
            else
            {
                _mask &= ~bit;
            }

            return this;
        }

        /// <summary>A figure that was set; null when it was not.</summary>
        /// <param name="figure">Which.</param>
        public double? Get(Figure figure)
        {
            return (_mask & (1UL << (int)figure)) == 0 ? null : _values[(int)figure];
        }

        /// <summary>Forgets all figures.</summary>
        public void Clear()
        {
            _mask = 0;
        }

        /// <summary>The set.</summary>
        public FigureSet ToSet()
        {
            if (_mask == 0)
            {
                return Empty;
            }

            double[] values = new double[1 + BitOperations.PopCount(_mask)];
            values[0] = BitConverter.UInt64BitsToDouble(_mask);
            int next = 1;
            for (ulong left = _mask; left != 0; left &= left - 1)
            {
                values[next++] = _values[BitOperations.TrailingZeroCount(left)];
            }

            return new FigureSet(values);
        }
    }
}
