using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>A card for each machine: what it is, what it has, what it lacks and why, and its runs.</summary>
internal static class MachineSection
{
    /// <summary>Machines that have a card at most.</summary>
    public const int MostMachines = 100;

    private const double BytesPerGibibyte = 1024.0 * 1024 * 1024;

    /// <summary>Writes it.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="comparison">What is compared.</param>
    public static void Write(HtmlWriter html, ResultComparison comparison)
    {
        IGrouping<string, ResultRow>[] machines = [.. comparison.Source.Rows.GroupBy(static row => row.Origin.Machine).OrderBy(static machine => machine.Key, StringComparer.Ordinal)];
        html.Open("section", ("id", "machines"), ("aria-labelledby", "machines-title")).Element("h2", "Machines", ("id", "machines-title")).Open("div", ("class", "cards"));
        foreach (IGrouping<string, ResultRow> machine in machines.Take(MostMachines))
        {
            WriteCard(html, machine.Key, machine);
        }

        html.Close("div");
        if (machines.Length > MostMachines)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{machines.Length - MostMachines} more machines have no card here; their rows are in compare.csv."));
        }

        html.Close("section");
    }

    private static void WriteCard(HtmlWriter html, string name, IEnumerable<ResultRow> rows)
    {
        (RowOrigin Origin, ResultRow[] Rows)[] files =
        [
            .. rows.GroupBy(static row => row.Origin, ReferenceEqualityComparer.Instance)
                .Select(static file => ((RowOrigin)file.Key!, file.ToArray()))
                .OrderByDescending(static file => file.Item1.StartedUtc ?? DateTimeOffset.MinValue),
        ];
        MachineReport? described = files.Select(static file => file.Origin.Description).FirstOrDefault(static description => description is not null);
        html.Open("article", ("class", "card")).Element("h3", HtmlWriter.Clipped(name));
        if (described is null)
        {
            html.Element("p", "Its files do not describe the machine.", ("class", "hint"));
        }
        else
        {
            WriteParts(html, described);
        }

        WriteFrameworks(html, described, files.SelectMany(static file => file.Rows));
        RunList.Write(html, files);
        html.Close("article");
    }

    private static void WriteParts(HtmlWriter html, MachineReport machine)
    {
        html.Open("dl");
        Part(html, "Processor", machine.Cpu);
        Part(html, machine.Gpus.Count > 1 ? "GPUs" : "GPU", machine.Gpus.Count == 0 ? "none" : string.Join(", ", machine.Gpus));
        Part(html, "Memory", machine.MemoryBytes is { } bytes ? $"{NumberText.Of(bytes / BytesPerGibibyte)} GiB" : null);
        Part(html, "System", machine.Os);
        Part(html, "Kernel", machine.Kernel);
        Part(html, "Driver", machine.Driver);
        Part(html, "CUDA", machine.Cuda);
        html.Close("dl");
    }

    private static void WriteFrameworks(HtmlWriter html, MachineReport? machine, IEnumerable<ResultRow> rows)
    {
        IEnumerable<KeyValuePair<string, string>> versions = machine?.Frameworks
            ?? rows.GroupBy(static row => row.Key.Framework)
                .OrderBy(static framework => framework.Key, StringComparer.Ordinal)
                .ToDictionary(static framework => framework.Key, static framework => string.Join(", ", framework.Select(static row => row.FrameworkVersion).OfType<string>().Distinct()));
        html.Element("h4", "Frameworks").Open("ul", ("class", "plain versions"));
        foreach ((string id, string version) in versions)
        {
            html.Element("li", HtmlWriter.Clipped($"{id} {version}".TrimEnd()));
        }

        html.Close("ul").Open("ul", ("class", "plain"));
        foreach ((string id, string reason) in machine?.MissingFrameworks ?? new Dictionary<string, string>())
        {
            html.Open("li", ("class", "absent")).Element("b", HtmlWriter.Clipped(id)).Text(HtmlWriter.Clipped(" missing: " + reason)).Close("li");
        }

        html.Close("ul");
    }

    private static void Part(HtmlWriter html, string name, string? value)
    {
        if (value is not null)
        {
            html.Element("dt", name).Element("dd", HtmlWriter.Clipped(value));
        }
    }
}
