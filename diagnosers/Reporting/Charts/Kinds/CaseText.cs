using InferenceBench.Reporting.Charts.Svg;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Cases and groups in words.</summary>
internal static class CaseText
{
    private const int MostFlags = 6;

    // Room for what follows, whatever a model or device is called.
    private const int MostPart = 120;

    // What makes two cases hard to compare. Others describe one case alone.
    private static readonly HashSet<string> s_cautions =
    [
        RowFlags.DirtyTree, RowFlags.ImagesPerRegion, RowFlags.Multimodal, RowFlags.Invalid, RowFlags.Transfers, RowFlags.PowerMode, RowFlags.BatchUnknown, RowFlags.Unfinished,
    ];

    /// <summary>Whether the reader must be cautious with a case.</summary>
    /// <param name="result">The case.</param>
    public static bool IsFlagged(ComparedCase result)
    {
        return result.Flags.Any(static flag => s_cautions.Contains(flag.Code));
    }

    /// <summary>A tooltip: what was measured, and the figures asked for that there are.</summary>
    /// <param name="result">The case.</param>
    /// <param name="figures">Figures in order.</param>
    public static string Tooltip(ComparedCase result, params ReadOnlySpan<Figure> figures)
    {
        List<string> facts = [];
        foreach (Figure figure in figures)
        {
            if (Value(result, figure) is { } value)
            {
                facts.Add(value);
            }
        }

        string flags = result.Flags.Count == 0 ? "" : "; flags: " + string.Join(", ", result.Flags.Select(static flag => flag.Code).Distinct().Take(MostFlags));
        string runs = result.Rows.Count == 1 ? "" : FormattableString.Invariant($"; median of {result.Rows.Count} runs");
        string name = Join($"{SvgText.Clean(result.FrameworkLabel, MostPart / 2)} on {SvgText.Clean(result.DeviceLabel, (MostPart / 2) - 4)}", result.Key.Model);
        return $"{name} {Batch(result.Key.Batch)}: {string.Join(", ", facts)}{runs}{flags}";
    }

    /// <summary>Batch in words.</summary>
    /// <param name="batch">0 when unknown.</param>
    public static string Batch(int batch)
    {
        return batch == 0 ? "batch unknown" : FormattableString.Invariant($"batch {batch}");
    }

    /// <summary>Model, batch, precision and scenario in words: <c>resnet50, batch 8, fp32</c>.</summary>
    /// <param name="group">The group.</param>
    public static string Of(ComparisonGroup group)
    {
        return Join(Model(group.Model), Batch(group.Batch), group.Precisions, group.Scenario);
    }

    /// <summary>What there is of some words, with commas.</summary>
    /// <param name="parts">The words; null and "" are left out.</param>
    public static string Join(params IEnumerable<string?> parts)
    {
        return string.Join(", ", parts.Where(static part => part is { Length: > 0 }).Select(static part => SvgText.Clean(part, MostPart)));
    }

    /// <summary>A model for people.</summary>
    /// <param name="model">Its id; "" when unknown.</param>
    public static string Model(string model)
    {
        return model.Length == 0 ? "unknown model" : model;
    }

    /// <summary>What an energy covers, for people.</summary>
    /// <param name="scope">The word of the report.</param>
    public static string Scope(string scope)
    {
        return scope is "gpu" or "dram" ? scope.ToUpperInvariant() : scope;
    }

    private static string? Value(ComparedCase result, Figure figure)
    {
        FigureInfo info = FigureInfo.Of(figure);
        if (result.Figures[figure] is not { } value || NumberText.Of(value * info.Scale) is not { } text)
        {
            return null;
        }

        return figure == Figure.ImagesPerSecond ? $"{text} images/s" : info.Unit is null ? $"{text} {info.Name}" : $"{info.Name} {text} {info.Unit}";
    }
}
