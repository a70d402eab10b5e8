using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>What a file's name says: <c>FRAMEWORK_ITERATIONS_it_PLACE_RUNNER.csv</c>.</summary>
/// <param name="Framework">Framework as the file calls it: <c>onnxrt</c>, <c>v100TFTRTFP16</c>.</param>
/// <param name="Place">Which of the author's machines: <c>work</c> or <c>uni</c>; null when the name does not say.</param>
/// <param name="Runner"><c>py</c> for a script, <c>nb</c> for a notebook; null when the name does not say.</param>
internal sealed partial record IterationFileName(string Framework, string? Place, string? Runner)
{
    /// <summary>Whether a name is of this form.</summary>
    /// <param name="fileName">Name without folder.</param>
    public static bool Matches(string fileName)
    {
        return Pattern().IsMatch(fileName);
    }

    /// <summary>Reads a name; one of another form is the framework's name as a whole.</summary>
    /// <param name="fileName">Name without folder.</param>
    public static IterationFileName Parse(string fileName)
    {
        Match match = Pattern().Match(fileName);
        return match.Success
            ? new IterationFileName(match.Groups["framework"].Value, Lower(match.Groups["place"]), RunnerOf(match.Groups["runner"].Value))
            : new IterationFileName(Path.GetFileNameWithoutExtension(fileName), null, RunnerOfEnergies(fileName));
    }

    /// <summary>The runner that a file of energies belongs to, by the end of its name: <c>tf_keras_py.csv</c>; null when it does not say.</summary>
    /// <param name="fileName">Name without folder.</param>
    public static string? RunnerOfEnergies(string fileName)
    {
        Match match = RunnerPattern().Match(fileName);
        return match.Success ? RunnerOf(match.Groups["runner"].Value) : null;
    }

    private static string RunnerOf(string text)
    {
        return text.Equals("py", StringComparison.OrdinalIgnoreCase) ? "py" : "nb";
    }

    private static string Lower(Group group)
    {
        return group.Value.ToLowerInvariant();
    }

    [GeneratedRegex(@"^(?<framework>.+)_\d{1,9}_it_(?<place>work|uni)_(?<runner>py|j?nb)\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"_(?<runner>py|j?nb)\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunnerPattern();
}
