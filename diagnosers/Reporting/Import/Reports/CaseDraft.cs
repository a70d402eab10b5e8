using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>What was read of a case so far; used for one case after the other. Null: the file does not say.</summary>
internal sealed class CaseDraft
{
    private readonly string?[] _texts = new string?[Enum.GetValues<CaseField>().Length];

    /// <summary>A field that is one text.</summary>
    /// <param name="field">Which.</param>
    public string? this[CaseField field]
    {
        get => _texts[(int)field];
        set => _texts[(int)field] = value;
    }

    /// <summary>0 when unknown.</summary>
    public int Batch { get; set; }

    /// <summary>What is there in place of a batch.</summary>
    public string? NoBatch { get; set; }

    public ParityResult? Parity { get; set; }

    public string? PowerSource { get; set; }

    public string? EnergyScope { get; set; }

    public string? EnergyReason { get; set; }

    public FigureSet.Builder Figures { get; } = new();

    public List<string> Notes { get; } = [];

    public List<string> EnergyFlags { get; } = [];

    public List<string> EnergyNotes { get; } = [];

    public List<string> Throttles { get; } = [];

    public List<(string Name, string Value)> Settings { get; } = [];

    /// <summary>Figures that cannot be, and what the file says of them.</summary>
    public List<string> Impossible { get; } = [];

    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_texts);
        NoBatch = null;
        Parity = null;
        Unknown = null;
        Batch = 0;
        Figures.Clear();
        Notes.Clear();
        Settings.Clear();
        Impossible.Clear();
        ClearEnergy();
    }

    /// <summary>Forgets what is not figures of the energy: the file names it twice, and the last one counts.</summary>
    public void ClearEnergy()
    {
        PowerSource = EnergyScope = EnergyReason = null;
        EnergyFlags.Clear();
        EnergyNotes.Clear();
        Throttles.Clear();
    }
}
