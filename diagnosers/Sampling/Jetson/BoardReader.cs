using System.Security.Cryptography;
using System.Text.RegularExpressions;
using InferenceBench.Sampling.Ina3221;

namespace InferenceBench.Sampling.Jetson;

/// <summary>Reads the state of a board.</summary>
internal sealed partial class BoardReader
{
    private const string ConfPath = "etc/nvpmodel.conf";
    private const string ReleasePath = "etc/nv_tegra_release";
    private const string OverCurrentName = "soctherm_oc";
    private readonly BoardFiles _files;
    private readonly BoardProgram? _nvpmodel;
    private readonly BoardProgram? _clocks;

    /// <summary>A reader that starts the board's programs where the files are the machine's own.</summary>
    /// <param name="files">The board's files.</param>
    public BoardReader(BoardFiles files)
        : this(files, null, null)
    {
        if (files.IsMachine && IsJetson(files))
        {
            _nvpmodel = BoardProgram.Find("nvpmodel");

            // It refuses everyone else.
            _clocks = Environment.IsPrivilegedProcess ? BoardProgram.Find("jetson_clocks") : null;
        }
    }

    /// <summary>A reader with programs of its own.</summary>
    /// <param name="files">The board's files.</param>
    /// <param name="nvpmodel">Sets and shows power modes; null without one.</param>
    /// <param name="clocks">Locks and shows clocks; null without one.</param>
    internal BoardReader(BoardFiles files, BoardProgram? nvpmodel, BoardProgram? clocks)
    {
        _files = files;
        _nvpmodel = nvpmodel;
        _clocks = clocks;
    }

    /// <summary>Reads it. Does not throw.</summary>
    public BoardState Read()
    {
        if (!IsJetson(_files))
        {
            return new BoardState();
        }

        string query = _nvpmodel?.Run(BoardProgram.QuestionLimit, "-q").All ?? string.Empty;
        (int? savedId, string? savedFan) = PowerModeText.ParseStatus(_files.Read("var/lib/nvpmodel/status") ?? string.Empty);
        PowerMode asked = PowerModeText.ParseQuery(query);
        PowerMode mode = Complete(asked.IsKnown ? asked : new PowerMode(savedId, null), ReadModes(_files));
        return new BoardState
        {
            Model = BoardMatch.ReadModel(_files.Root),
            L4tRelease = ReadRelease(_files),
            PowerModeId = mode.Id,
            PowerModeName = mode.Name,
            PowerModeConfSha256 = _files.ReadBytes(ConfPath) is { } conf ? Convert.ToHexStringLower(SHA256.HashData(conf)) : null,
            AreClocksLocked = ReadLock(),
            Fan = FanText.Read(_files, PowerModeText.ParseFanMode(query) ?? savedFan),
            OverCurrentEvents = ReadOverCurrent(),
        };
    }

    /// <summary>The power modes of the board; empty when they cannot be read.</summary>
    /// <param name="files">The board's files.</param>
    public static IReadOnlyList<PowerMode> ReadModes(BoardFiles files)
    {
        return PowerModeText.ParseConf(files.Read(ConfPath) ?? string.Empty);
    }

    /// <summary>Adds a mode's name to its id or its id to its name.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="modes">The modes of the board.</param>
    public static PowerMode Complete(PowerMode mode, IReadOnlyList<PowerMode> modes)
    {
        return mode switch
        {
            { Id: { } id, Name: null } => mode with { Name = modes.FirstOrDefault(candidate => candidate.Id == id)?.Name },
            { Id: null, Name: { } name } => mode with { Id = modes.FirstOrDefault(candidate => candidate.Name == name)?.Id },
            _ => mode,
        };
    }

    /// <summary>Whether the files are those of a Jetson: other boards have a device tree, a fan and power modes too.</summary>
    /// <param name="files">The board's files.</param>
    internal static bool IsJetson(BoardFiles files)
    {
        return files.Read(ReleasePath) is not null
            || (files.Read("proc/device-tree/compatible") ?? files.Read("sys/firmware/devicetree/base/compatible"))?.Contains("nvidia,tegra", StringComparison.Ordinal) == true
            || BoardMatch.ReadModel(files.Root)?.Contains("Jetson", StringComparison.OrdinalIgnoreCase) == true
            || files.Read(ConfPath) is not null
            || Hwmons(files, OverCurrentName).Any();
    }

    // "# R36 (release), REVISION: 4.3, GCID: …"
    private static string? ReadRelease(BoardFiles files)
    {
        Match match = ReleasePattern().Match(files.Read(ReleasePath) ?? string.Empty);
        return match.Success ? $"{match.Groups["major"].Value}.{match.Groups["revision"].Value}" : null;
    }

    private bool? ReadLock()
    {
        return (_clocks is null ? null : ClocksText.ParseLock(_clocks.Run(BoardProgram.QuestionLimit, "--show").Output)) ?? ClockLock.Read(_files);
    }

    private SortedDictionary<string, long> ReadOverCurrent()
    {
        var events = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string counter in Hwmons(_files, OverCurrentName).SelectMany(folder => _files.List(folder, "oc*_event_cnt")))
        {
            if (_files.ReadNumber(counter) is { } count)
            {
                events[Path.GetFileName(counter)] = count;
            }
        }

        return events;
    }

    /// <summary>Folders of the sensors with a name: their numbers change from boot to boot.</summary>
    /// <param name="files">The board's files.</param>
    /// <param name="name">The name.</param>
    internal static IEnumerable<string> Hwmons(BoardFiles files, string name)
    {
        return files.List("sys/class/hwmon", "hwmon*").Where(folder => files.Read(folder + "/name") == name);
    }

    [GeneratedRegex(@"R(?<major>[0-9]+)\s*\(release\),\s*REVISION:\s*(?<revision>[0-9][0-9.]*)", RegexOptions.CultureInvariant)]
    private static partial Regex ReleasePattern();
}
