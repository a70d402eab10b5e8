using System.Globalization;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Cases without figures, with their reasons.</summary>
public static class CaseReasons
{
    private const int LongestReason = 500;

    /// <summary>A line for each framework, device and reason, with the models that it is about.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="status">Of which cases: <c>failed</c> or <c>skipped</c>.</param>
    /// <param name="limits">How much of it.</param>
    public static IReadOnlyList<string> Of(ResultComparison comparison, string status, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(limits);
        var lines = new Dictionary<(string Framework, string Device, string Reason), List<ComparedCase>>();
        foreach (ComparedCase found in comparison.Cases)
        {
            if (found.Status == status)
            {
                (string, string, string) key = (found.FrameworkLabel, found.DeviceLabel, DisplayText.Of(found.Newest.Reason, LongestReason));
                if (!lines.TryGetValue(key, out List<ComparedCase>? cases))
                {
                    lines.Add(key, cases = []);
                }

                cases.Add(found);
            }
        }

        return
        [
            .. lines.Take(limits.Lines).Select(line => Line(line.Key, line.Value, limits)),
            .. GroupTable.Rest(lines.Count - limits.Lines, "line"),
        ];
    }

    /// <summary>Some names, and how many more there are.</summary>
    /// <param name="names">The names.</param>
    /// <param name="most">How many are named.</param>
    internal static string Named(IReadOnlyList<string> names, int most)
    {
        string named = string.Join(", ", names.Take(most));
        return names.Count <= most ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {names.Count - most} more");
    }

    private static string Line((string Framework, string Device, string Reason) key, List<ComparedCase> cases, TableLimits limits)
    {
        string models = Named([.. cases.Select(CaseName).Distinct()], limits.Names);
        return $"{key.Framework} on {key.Device}, {models}: {(key.Reason.Length > 0 ? key.Reason : "no reason was given")}";
    }

    private static string CaseName(ComparedCase found)
    {
        string batch = found.Key.Batch == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"b{found.Key.Batch}");
        string?[] parts = [found.Key.Model, batch, found.Key.Precision, found.Newest.Scenario];
        return DisplayText.Of(string.Join(' ', parts.Where(static part => part is { Length: > 0 })));
    }
}
