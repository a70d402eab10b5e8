using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>The options that say which sensors a verb reads.</summary>
internal sealed class SensorOptions
{
    private const string Automatic = "auto";
    private readonly Option<string> _root = new("--root") { HelpName = "DIR", Description = "folder that stands for /, for a host's files in a container or a saved tree" };

    private readonly Option<string[]> _sources = new("--power-source")
    {
        HelpName = "a,b",
        Description = $"sensors to read: {string.Join(", ", PowerSensors.All.Select(static sensor => sensor.Id))}; default: all that are there",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Declares the options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_root);
        command.Options.Add(_sources);
    }

    /// <summary>Reads and checks the values.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="UsageException">A folder does not exist, or there is no such sensor.</exception>
    public SensorSelection Parse(ParseResult result)
    {
        string root = result.GetValue(_root) is { } folder ? PathArgument.Parse(_root.Name, folder) : "/";
        if (!Directory.Exists(root))
        {
            throw new UsageException($"{_root.Name} {root}: no such folder");
        }

        string[] names = [.. (result.GetValue(_sources) ?? []).SelectMany(static list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        bool isAutomatic = names.Length == 0 || (names.Length == 1 && names[0].Equals(Automatic, StringComparison.OrdinalIgnoreCase));
        return new SensorSelection(new SensorQuery(root), isAutomatic ? PowerSensors.All : [.. names.Select(Find).Distinct()], AreNamed: !isAutomatic);
    }

    private IPowerSensor Find(string name)
    {
        if (name.StartsWith("replay:", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"{_sources.Name} {name}: a recorded trace is no sensor; 'power integrate' reads one");
        }

        return PowerSensors.Find(name)
            ?? throw Suggestion.Unknown(_sources.Name, "sensor", name, [.. PowerSensors.All.Select(static sensor => sensor.Id), Automatic]);
    }
}
