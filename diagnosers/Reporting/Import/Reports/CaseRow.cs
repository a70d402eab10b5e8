using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>Makes a row of what was read of a case. Used by one thread.</summary>
/// <param name="pool">What rows share.</param>
internal sealed class CaseRow(ReportPool pool)
{
    private const int MostNamedFigures = 3;

    private static readonly RowFlag s_dirty = new(RowFlags.DirtyTree);
    private static readonly RowFlag s_unfinished = new(RowFlags.Unfinished, "the run has no end: it was cut off, and what it had finished is here");
    private static readonly RowFlag s_noParity = new(RowFlags.NoParity);
    private static readonly RowFlag s_variation = new(RowFlags.HighVariation);
    private static readonly RowFlag s_multimodal = new(RowFlags.Multimodal);

    private readonly List<RowFlag> _flags = [];
    private readonly RecentKeys _keys = new(pool.Keys);
    private readonly RowLabels _labels = new();

    /// <summary>The row.</summary>
    /// <param name="draft">What was read; free for the next case afterwards.</param>
    /// <param name="origin">Where it comes from.</param>
    public ResultRow Of(CaseDraft draft, RowOrigin origin)
    {
        Derive(draft);
        AddFlags(draft, origin);
        AddNotes(draft);
        _labels.Key = _keys.Of(draft);
        _labels.DisplayName = draft[CaseField.DisplayName];
        _labels.FrameworkVersion = draft[CaseField.FrameworkVersion];
        _labels.Status = draft[CaseField.Status] ?? CaseStatus.Failed;
        _labels.Reason = draft[CaseField.Status] is null ? "the file gives it no status" : draft[CaseField.Reason];
        _labels.PowerSource = draft.PowerSource;
        _labels.EnergyScope = draft.PowerSource is null ? null : draft.EnergyScope;
        _labels.Settings = pool.Settings(draft.Settings);
        _labels.Transfers = TransfersOf(draft[CaseField.Device], _labels.Settings);
        _labels.Parity = draft.Parity;
        _labels.Flags = pool.Flags(_flags);
        _labels.Notes = pool.Notes(draft.Notes);
        _labels.SamplesFile = draft[CaseField.SamplesFile];
        return new ResultRow(origin, pool.Labels(_labels), draft.Figures.ToSet(), ExtrasOf(draft.Unknown));
    }

    /// <summary>Whether copies to and from the device are inside the latency: what the settings say; else inside on all but a CPU, because a run ends when the CPU can read its result.</summary>
    /// <param name="device">The device.</param>
    /// <param name="settings">Effective settings.</param>
    public static string? TransfersOf(string? device, IReadOnlyDictionary<string, string> settings)
    {
        if (device is null or "" or "cpu")
        {
            return null;
        }

        string said = settings.GetValueOrDefault("transfers", "");
        return said.StartsWith("none", StringComparison.OrdinalIgnoreCase) ? null
            : said.StartsWith("out", StringComparison.OrdinalIgnoreCase) ? "outside"
            : "inside";
    }

    private static RowExtras ExtrasOf(Dictionary<string, JsonElement>? unknown)
    {
        return unknown is null ? RowExtras.None : new RowExtras(null, unknown);
    }

    private static void Derive(CaseDraft draft)
    {
        double? joules = draft.Figures.Get(Figure.EnergyJoules) is > 0 and double gross ? gross : null;
        draft.Figures.Set(Figure.ImagesPerJoule, draft.Batch > 0 ? draft.Batch / joules : null);
        draft.Figures.Set(Figure.EnergyDelayJouleSeconds, joules * draft.Figures.Get(Figure.MeanMs) / 1000);
    }

    private void AddFlags(CaseDraft draft, RowOrigin origin)
    {
        _flags.Clear();
        if (origin.IsDirty == true)
        {
            _flags.Add(s_dirty);
        }

        if (origin.Run is { FinishedUtc: null })
        {
            _flags.Add(s_unfinished);
        }

        AddParity(draft);
        if (draft.Batch == 0)
        {
            _flags.Add(new RowFlag(RowFlags.BatchUnknown, draft.NoBatch is null ? null : $"in its place is {draft.NoBatch}"));
        }

        if (draft.Figures.Get(Figure.CovPercent) > 100 * CaseReportExtensions.NotedVariation)
        {
            _flags.Add(s_variation);
        }

        if (draft.Notes.Exists(static note => note.StartsWith("multimodal", StringComparison.Ordinal)))
        {
            _flags.Add(s_multimodal);
        }

        if (draft.Impossible.Count > 0)
        {
            _flags.Add(new RowFlag(RowFlags.ImpossibleFigure, ImpossibleOf(draft.Impossible)));
        }

        foreach (string flag in draft.EnergyFlags)
        {
            _flags.Add(new RowFlag(flag));
        }
    }

    // A case that did not run was not compared either, and says so by its status.
    private void AddParity(CaseDraft draft)
    {
        string? status = draft.Parity?.Status;
        if (status == "failed")
        {
            _flags.Add(new RowFlag(RowFlags.ParityFailed, draft.Parity?.Reason));
        }
        else if (status != "passed" && draft[CaseField.Status] == CaseStatus.Ok)
        {
            _flags.Add(draft.Parity?.Reason is string reason ? new RowFlag(RowFlags.NoParity, reason) : s_noParity);
        }
    }

    private static string ImpossibleOf(List<string> impossible)
    {
        string named = string.Join(", ", impossible.Take(MostNamedFigures));
        return impossible.Count <= MostNamedFigures ? $"left out: {named}" : $"left out: {named} and others";
    }

    private static void AddNotes(CaseDraft draft)
    {
        if (draft.EnergyReason is string reason)
        {
            draft.Notes.Add(draft.PowerSource is null ? $"no energy: {reason}" : $"no energy by {draft.PowerSource}: {reason}");
        }

        draft.Notes.AddRange(draft.EnergyNotes);

        // An idle GPU and clocks that the user chose are no surprise.
        draft.Throttles.RemoveAll(static throttle => throttle is "gpu_idle" or "applications_clocks" or "none");
        if (draft.Throttles.Count > 0)
        {
            draft.Notes.Add($"clocks were held down: {string.Join(", ", draft.Throttles)}");
        }
    }
}
