using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>
/// What the folders above a summary say: the machine is the nearest one. Of a submission's folders, <c>SYSTEM/BENCHMARK/SCENARIO/performance/run_1</c>, the last
/// three are passed over and the benchmark is the model; a folder that has the name of an MLPerf benchmark is the model elsewhere, too.
/// </summary>
/// <param name="Machine">Machine.</param>
/// <param name="Model">Model; "" when no folder says it.</param>
/// <param name="Scenario">Scenario as the folder calls it; null without one.</param>
internal sealed partial record LoadGenFolder(string Machine, string Model, string? Scenario)
{
    /// <summary>Reads the folders of a file.</summary>
    /// <param name="fullPath">Absolute path of the file.</param>
    public static LoadGenFolder Of(string fullPath)
    {
        string? folder = Path.GetDirectoryName(fullPath);
        bool isRun = false;
        while (RunPattern().IsMatch(NameOf(folder)))
        {
            isRun = true;
            folder = Path.GetDirectoryName(folder);
        }

        string? scenario = ScenarioPattern().IsMatch(NameOf(folder)) ? NameOf(folder) : null;
        folder = scenario is null ? folder : Path.GetDirectoryName(folder);
        string name = NameOf(folder);
        string above = NameOf(Path.GetDirectoryName(folder));
        bool isModel = above.Length > 0 && ((isRun && scenario is not null) || BenchmarkPattern().IsMatch(name));
        string machine = isModel ? above : name;
        return new LoadGenFolder(machine.Length == 0 ? "unknown" : machine, isModel ? name : "", scenario);
    }

    private static string NameOf(string? folder)
    {
        return Path.GetFileName(folder) ?? "";
    }

    [GeneratedRegex(@"^(?:run_\d+|performance|accuracy)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunPattern();

    [GeneratedRegex(@"^(?:single|multi)[_\- ]?stream$|^(?:server|offline|interactive)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScenarioPattern();

    // Benchmarks of MLPerf Inference from 0.5 on, by the folder names of submissions.
    [GeneratedRegex(
        @"^(?:resnet|mobilenet|ssd-|retinanet|bert|3d-unet|rnnt|gnmt|dlrm|gptj|llama|mixtral|stable-diffusion|whisper|pointpainting|rgat|deepseek)[\w.\-]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BenchmarkPattern();
}
