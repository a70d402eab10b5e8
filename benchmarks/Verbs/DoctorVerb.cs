using System.CommandLine;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Folders;
using InferenceBench.Models.Catalogue;
using InferenceBench.Registry;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs;

/// <summary><c>doctor</c>: what will run here, what will not, why, and what to do about it. Exit code 0 whatever it finds.</summary>
public static class DoctorVerb
{
    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var json = new Option<bool>("--json") { Description = "one JSON document on standard output" };
        var root = new Option<string?>("--root") { HelpName = "DIR", Description = "folder that stands for / where sensors are looked for" };
        var command = new Command("doctor", "what will run here, what will not, why, and what to do about it") { json, root };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            DoctorReport report = Examine(registry, QueryOf(root.Name, result.GetValue(root)));
            if (result.GetValue(json))
            {
                VerbOutput.WriteJson(report);
            }
            else
            {
                Console.Out.Write(DoctorPage.Of(report));
            }

            return 0;
        }));
        return command;
    }

    private static SensorQuery QueryOf(string option, string? root)
    {
        string folder = root is null ? "/" : PathArgument.Parse(option, root);
        return Directory.Exists(folder) ? new SensorQuery(folder) : throw new UsageException($"{option} {folder}: no such folder");
    }

    private static DoctorReport Examine(FrameworkRegistry registry, SensorQuery query)
    {
        IReadOnlyDictionary<string, FrameworkProbe> probes = FrameworkProber.Probe(registry, []);
        DoctorFramework[] frameworks = [.. registry.All
            .Select(static framework => framework.Descriptor.Id)
            .Select(id => DoctorFramework.Of(id, probes[id]))];
        var versions = frameworks
            .Where(static framework => framework.Version is not null)
            .ToDictionary(static framework => framework.Id, static framework => framework.Version!);
        var missing = frameworks
            .Where(static framework => !framework.Available)
            .ToDictionary(static framework => framework.Id, framework => probes[framework.Id].Availability.ToText());
        string? sources = SourceTree.Find();
        GitState git = GitState.Read(sources, Path.Combine(sources ?? ".", "results"));
        return new DoctorReport(
            MachineReport.Of(MachineDescription.Read(versions) with { MissingFrameworks = missing }),
            frameworks,
            [.. PowerSensors.All.Select(sensor => DoctorSensor.Of(sensor.Probe(query)))],
            new DoctorSuite(Environment.ProcessorCount, ModelCache.Folder, WhyNotWritable(ModelCache.Folder), git.Commit, git.Dirty));
    }

    private static string? WhyNotWritable(string directory)
    {
        try
        {
            string probe = Path.Combine(Directory.CreateDirectory(directory).FullName, Path.GetRandomFileName());
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExceptionText.Of(e);
        }
    }
}
