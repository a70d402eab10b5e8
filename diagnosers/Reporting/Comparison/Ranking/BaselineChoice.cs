using InferenceBench.Reporting.Comparison.Merging;

namespace InferenceBench.Reporting.Comparison.Ranking;

/// <summary>Which case the speed-ups of a device are relative to.</summary>
/// <param name="name">A framework's id, <c>id/variant</c> or label; null: <see cref="Default"/>.</param>
internal sealed class BaselineChoice(string? name)
{
    /// <summary>Runs on every device and is the reference of the parity check.</summary>
    public const string Default = "onnxruntime";

    // What a framework runs unless another variant is asked for.
    private static readonly string[] s_mainVariants = ["default", "optimised", "graph", ""];

    /// <summary>Finds the baselines of a group and fills in its speed-ups.</summary>
    /// <param name="drafts">The cases of the group that ran, by device.</param>
    /// <returns>The baseline of each device that has one, by the device's label.</returns>
    public Dictionary<string, CaseDraft> Apply(IReadOnlyList<CaseDraft> drafts)
    {
        var baselines = new Dictionary<string, CaseDraft>();
        foreach (CaseDraft draft in drafts)
        {
            if (IsCandidate(draft) && (!baselines.TryGetValue(draft.DeviceLabel, out CaseDraft? best) || Rank(draft) < Rank(best)))
            {
                baselines[draft.DeviceLabel] = draft;
            }
        }

        foreach (CaseDraft draft in drafts)
        {
            draft.SpeedUp = baselines.TryGetValue(draft.DeviceLabel, out CaseDraft? baseline) ? SpeedUp(draft, baseline) : null;
        }

        return baselines;
    }

    private bool IsCandidate(CaseDraft draft)
    {
        return Comparability.Ranks(draft.Newest, draft.Flags) && (name is null ? draft.Key.Case.Framework == Default : IsNamed(draft));
    }

    private bool IsNamed(CaseDraft draft)
    {
        return Is(draft.Key.Case.Framework) || Is($"{draft.Key.Case.Framework}/{draft.Key.Case.Variant}") || Is(draft.FrameworkLabel) || Is(draft.Newest.DisplayName);

        bool Is(string? text)
        {
            return string.Equals(text, name, StringComparison.OrdinalIgnoreCase);
        }
    }

    // The framework's main variant, in fp32, by the device's own provider, from a clean tree; else the first in order.
    private static int Rank(CaseDraft draft)
    {
        int variant = Array.IndexOf(s_mainVariants, draft.Key.Case.Variant);
        bool isOwn = draft.Key.Case.Provider.Length == 0 || draft.Key.Case.Device.StartsWith(draft.Key.Case.Provider, StringComparison.Ordinal);
        bool isPlain = draft.Key.Case.Precision is "fp32" or "";
        return (variant < 0 ? 8 : 2 * variant) + (isOwn ? 0 : 16) + (isPlain ? 0 : 32) + (draft.Key.Place.IsDirty ? 1 : 0);
    }

    private static double? SpeedUp(CaseDraft draft, CaseDraft baseline)
    {
        if (!Comparability.Ranks(draft.Newest, draft.Flags) || Comparability.HasCopiesOutside(draft.Newest) != Comparability.HasCopiesOutside(baseline.Newest))
        {
            return null;
        }

        double? ratio = Ratio(baseline.Figures[Figure.P50Ms], draft.Figures[Figure.P50Ms])
            ?? Ratio(baseline.Figures[Figure.MeanMs], draft.Figures[Figure.MeanMs])
            ?? Ratio(draft.Figures[Figure.ImagesPerSecond], baseline.Figures[Figure.ImagesPerSecond])
            ?? Ratio(draft.Figures[Figure.InferencesPerSecond], baseline.Figures[Figure.InferencesPerSecond]);
        return ratio is { } value && double.IsFinite(value) ? value : null;
    }

    private static double? Ratio(double? dividend, double? divisor)
    {
        return divisor > 0 ? dividend / divisor : null;
    }
}
