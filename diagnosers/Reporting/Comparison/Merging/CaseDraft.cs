using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>A case while its comparison is made: label, flags and marks depend on what turns out to stand beside it.</summary>
/// <param name="key">What its runs agree in.</param>
internal sealed class CaseDraft(MergeKey key)
{
    /// <summary>What its runs agree in.</summary>
    public MergeKey Key { get; } = key;

    /// <summary>The runs' rows; sorted by <see cref="RowOrder"/> once all are here.</summary>
    public List<ResultRow> Rows { get; } = new(1);

    /// <summary>The newest run's row.</summary>
    public ResultRow Newest => Rows[^1];

    /// <summary>Whether it was measured.</summary>
    public bool IsOk => Key.Status == CaseStatus.Ok;

    /// <summary>Each figure's median over the runs that have it.</summary>
    public FigureSet Figures { get; set; } = FigureSet.Empty;

    /// <summary>Flags of the runs and of the comparison.</summary>
    public List<RowFlag> Flags { get; } = [];

    /// <summary>Whether its name says its precision.</summary>
    public bool NamesPrecision { get; set; }

    /// <summary>Framework for people.</summary>
    public string FrameworkLabel { get; set; } = "";

    /// <summary>Machine and device for people.</summary>
    public string DeviceLabel { get; set; } = "";

    /// <summary>Speed against the baseline of its device; 1 is the baseline.</summary>
    public double? SpeedUp { get; set; }

    /// <summary>Figures in which it is the best of its device.</summary>
    public FigureMask BestOnDevice { get; set; }

    /// <summary>Figures in which it is the best of all devices.</summary>
    public FigureMask BestOfAll { get; set; }

    /// <summary>Adds a flag unless one of the same word is there.</summary>
    /// <param name="code">One of <see cref="RowFlags"/>.</param>
    /// <param name="detail">The values behind it.</param>
    public void Flag(string code, string? detail)
    {
        if (!HasFlag(code))
        {
            Flags.Add(new RowFlag(code, detail));
        }
    }

    /// <summary>Whether it has a flag.</summary>
    /// <param name="code">Its word.</param>
    public bool HasFlag(string code)
    {
        return Flags.Has(code);
    }

    /// <summary>The finished case.</summary>
    public ComparedCase ToCase()
    {
        return new ComparedCase
        {
            Rows = Rows.Count == 1 ? [Rows[0]] : [.. Rows],
            Figures = Figures,
            Flags = Flags.Count == 0 ? [] : [.. Flags],
            FrameworkLabel = FrameworkLabel,
            DeviceLabel = DeviceLabel,
            SpeedUp = SpeedUp,
            BestOnDevice = BestOnDevice,
            BestOfAll = BestOfAll,
        };
    }
}
