using System.Globalization;
using System.Text;
using InferenceBench.Models.Catalogue;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Verbs;

/// <summary>What <c>doctor</c> prints for people: lines of at most 100 columns.</summary>
internal sealed class DoctorPage
{
    private const int Width = 100;
    private const int TitleWidth = 20;
    private readonly StringBuilder _text = new();

    private DoctorPage()
    {
    }

    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    public static string Of(DoctorReport report)
    {
        var page = new DoctorPage();
        page.Machine(report.Machine, report.Suite);
        page.Title("Frameworks");
        foreach (DoctorFramework framework in report.Frameworks)
        {
            page.Framework(framework);
        }

        page.Title("Sensors");
        foreach (DoctorSensor sensor in report.Sensors)
        {
            page.Sensor(sensor);
        }

        return page._text.ToString();
    }

    private void Machine(MachineReport machine, DoctorSuite suite)
    {
        Title("Machine");
        Line("name", machine.Name);
        Line("processor", machine.Cpu);
        Line("GPUs", machine.Gpus.Count > 0 ? string.Join(", ", machine.Gpus) : "none found");
        Line("memory", machine.MemoryBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB") : null);
        Line("system", machine.Os is null ? null : $"{machine.Os}, kernel {machine.Kernel ?? "unknown"}");
        if (machine.Gpus.Count > 0)
        {
            Line("driver", machine.Driver is null ? null : $"{machine.Driver}, CUDA {machine.Cuda ?? "not found"}");
        }

        Title("Suite");
        Line("threads", string.Create(CultureInfo.InvariantCulture, $"{suite.Threads} unless --threads says otherwise"));
        Line("cache", suite.CacheProblem is null
            ? $"{suite.CacheDirectory} (writable)"
            : $"{suite.CacheDirectory} cannot be written: {suite.CacheProblem} → set {ModelCache.FolderVariable} to a folder that can");
        Line("commit", suite.Commit is null
            ? "none: not in a git checkout"
            : suite.Commit[..Math.Min(7, suite.Commit.Length)] + (suite.Dirty == true ? ", with changes that are not committed: results say so" : ", clean"));
    }

    private void Framework(DoctorFramework framework)
    {
        if (!framework.Available)
        {
            bool isMissing = framework.Reason?.StartsWith("not built", StringComparison.Ordinal) == true;
            Line(framework.Id, isMissing ? framework.Reason! : $"does not run: {framework.Reason}");
            Remedy(framework.Remedy);
            return;
        }

        string origin = framework.Origin is null ? string.Empty : $", from {framework.Origin}";
        Line(framework.Id, $"runs: version {framework.Version ?? "unknown"}{origin}");
        foreach (string warning in framework.Warnings)
        {
            Line(string.Empty, $"warning: {warning}");
        }

        foreach (DoctorProvider provider in framework.Providers)
        {
            string name = provider.Id == provider.Device ? provider.Id : $"{provider.Id} on {provider.Device}";
            Line("  " + name, provider.Available ? "runs" : $"does not run: {provider.Reason}");
            Remedy(provider.Remedy);
        }
    }

    private void Sensor(DoctorSensor sensor)
    {
        if (sensor.Available)
        {
            Line(sensor.Id, sensor.Reads.Count > 0 ? $"reads {string.Join(", ", sensor.Reads)}" : "can be read");
            if (sensor.Reason is not null)
            {
                Line(string.Empty, $"but not all: {sensor.Reason}");
            }
        }
        else
        {
            Line(sensor.Id, $"{(sensor.Access == "denied" ? "may not be read" : "not available")}: {sensor.Reason}");
        }

        Remedy(sensor.Remedy);
    }

    private void Remedy(string? remedy)
    {
        if (remedy is not null)
        {
            Line(string.Empty, $"→ {remedy}");
        }
    }

    private void Title(string title)
    {
        _text.Append(_text.Length > 0 ? "\n" : string.Empty).Append(title).Append('\n');
    }

    private void Line(string title, string? value)
    {
        string start = "  " + title.PadRight(TitleWidth) + "  ";
        int room = Math.Max(20, Width - start.Length);
        foreach (string line in Wrap(value ?? "could not be read", room))
        {
            _text.Append((start + line).TrimEnd()).Append('\n');
            start = new string(' ', start.Length);
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        yield return line.ToString();
    }
}
