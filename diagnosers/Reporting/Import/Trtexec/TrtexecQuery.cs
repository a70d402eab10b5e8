using System.Text;
using System.Text.Json;

namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>One query while it is read; used again for the next.</summary>
internal sealed class TrtexecQuery
{
    private const double MostMs = 1e12;

    // trtexec writes six digits: from here on two moments are too coarse to be subtracted.
    private const double MostExactMs = 1e4;

    // TensorRT 7 said In and Out for H2D and D2H.
    private static readonly (byte[] Name, TrtexecField Field)[] s_names =
    [
        .. new (string Name, TrtexecField Field)[]
        {
            ("startEnqMs", TrtexecField.StartEnqueue), ("endEnqMs", TrtexecField.EndEnqueue),
            ("startH2dMs", TrtexecField.StartH2d), ("endH2dMs", TrtexecField.EndH2d), ("h2dMs", TrtexecField.H2d),
            ("startComputeMs", TrtexecField.StartCompute), ("endComputeMs", TrtexecField.EndCompute), ("computeMs", TrtexecField.Compute),
            ("startD2hMs", TrtexecField.StartD2h), ("endD2hMs", TrtexecField.EndD2h), ("d2hMs", TrtexecField.D2h),
            ("startInMs", TrtexecField.StartH2d), ("endInMs", TrtexecField.EndH2d), ("inMs", TrtexecField.H2d),
            ("startOutMs", TrtexecField.StartD2h), ("endOutMs", TrtexecField.EndD2h), ("outMs", TrtexecField.D2h),
            ("latencyMs", TrtexecField.Latency),
        }.Select(static pair => (Encoding.UTF8.GetBytes(pair.Name), pair.Field)),
    ];

    private readonly double[] _values = new double[Enum.GetValues<TrtexecField>().Length];
    private string? _wrongName;
    private string? _wrongValue;

    /// <summary>A value in milliseconds; null when the file has none.</summary>
    /// <param name="field">Which.</param>
    public double? this[TrtexecField field] => double.IsNaN(_values[(int)field]) ? null : _values[(int)field];

    /// <summary>What cannot be used, as column and value; null when the query is whole.</summary>
    public (string Column, string? Value)? Problem => _wrongName is not null ? (_wrongName, _wrongValue) : LatencyMs is > 0 ? null : ("latencyMs", this[TrtexecField.Latency] is double none ? FormattableString.Invariant($"{none}") : null);

    /// <summary>Latency: as written, else the sum of its parts; null without any.</summary>
    public double? LatencyMs => this[TrtexecField.Latency] ?? (this[TrtexecField.Compute] is double compute ? compute + (this[TrtexecField.H2d] ?? 0) + (this[TrtexecField.D2h] ?? 0) : null);

    /// <summary>Time of enqueueing; null after the first ten seconds, whose moments are exact enough.</summary>
    public double? EnqueueMs => this[TrtexecField.EndEnqueue] is double end and < MostExactMs && end - this[TrtexecField.StartEnqueue] is double length and >= 0 ? length : null;

    /// <summary>The earliest moment of the query.</summary>
    public double? StartMs => Least(this[TrtexecField.StartEnqueue], Least(this[TrtexecField.StartH2d], this[TrtexecField.StartCompute]));

    /// <summary>The moment at which its result was there.</summary>
    public double? EndMs => this[TrtexecField.EndCompute] is double end ? Math.Max(end, this[TrtexecField.EndD2h] ?? end) : null;

    /// <summary>The field of a name; null for any other.</summary>
    /// <param name="json">On a property's name.</param>
    public static TrtexecField? FieldOf(ref Utf8JsonReader json)
    {
        foreach ((byte[] name, TrtexecField field) in s_names)
        {
            if (json.ValueTextEquals(name))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Fill(_values, double.NaN);
        _wrongName = null;
        _wrongValue = null;
    }

    /// <summary>Takes a value; one that cannot be makes the query unusable.</summary>
    /// <param name="field">Which.</param>
    /// <param name="json">On the value.</param>
    public void Set(TrtexecField field, ref Utf8JsonReader json)
    {
        double value = json.TokenType == JsonTokenType.Number && json.TryGetDouble(out double number) ? number : double.NaN;
        bool isLength = field >= TrtexecField.H2d;
        if (Math.Abs(value) <= MostMs && !(isLength && value < 0))
        {
            _values[(int)field] = value;
        }
        else if (_wrongName is null)
        {
            byte[] name = s_names.First(pair => pair.Field == field).Name;
            _wrongName = Encoding.UTF8.GetString(name);
            _wrongValue = json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? "no number" : Encoding.UTF8.GetString(json.ValueSpan);
        }
    }

    private static double? Least(double? a, double? b)
    {
        return a is double first && b is double second ? Math.Min(first, second) : a ?? b;
    }
}
