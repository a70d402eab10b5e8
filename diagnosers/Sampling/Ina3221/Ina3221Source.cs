using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>The rails of all power monitor chips of a board: the total first (where the board is known), then one channel for each rail. Rails that cannot be read stay NaN.</summary>
internal sealed class Ina3221Source : IPowerSource
{
    private const string Total = "total";
    private readonly KernelFileSet _files;
    private readonly RailInput?[] _inputs;
    private readonly int[] _totalRails;
    private readonly int _firstRail;

    private Ina3221Source(KernelFileSet files, IReadOnlyList<Rail> rails, BoardTotal total, SensorTraits timing, string? model)
    {
        _files = files;
        _inputs = [.. rails.Select(static rail => rail.Input)];
        _totalRails = [.. total.Rails];
        _firstRail = total.Rule is null ? 0 : 1;
        Rails = rails;
        Board = model ?? total.Rule?.Name;
        Scope = total.Rule?.Scope ?? PowerScope.Rail;
        Channels = CreateChannels(rails, total);
        TotalRails = total.Names;
        NoEnergyReason = total.Reason;
        Routes = total.Reason is null ? [new EnergyRoute(Total, [0], ChannelKind.InstantaneousPower, total.ComputeTraits(rails, timing))] : [];
        Flags = [.. CreateFlags(rails, total)];
    }

    /// <inheritdoc/>
    public string Id => Ina3221Sensor.SensorId;

    /// <inheritdoc/>
    public string? Board { get; }

    /// <inheritdoc/>
    public PowerScope Scope { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PowerChannel> Channels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TotalRails { get; }

    /// <inheritdoc/>
    public IReadOnlyList<EnergyRoute> Routes { get; }

    /// <inheritdoc/>
    public string? NoEnergyReason { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Flags { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The rails, in the order of the channels.</summary>
    public IReadOnlyList<Rail> Rails { get; }

    /// <summary>Opens the rails of all chips.</summary>
    /// <param name="chips">The chips, at least one.</param>
    /// <param name="model">The device tree's name of the board.</param>
    /// <param name="time">The clock.</param>
    public static Ina3221Source Open(IReadOnlyList<ChipFolder> chips, string? model, TimeProvider time)
    {
        var files = new KernelFileSet(Ina3221Sensor.SensorId, time);
        var scanner = new RailScanner(files);
        foreach (ChipFolder chip in chips)
        {
            scanner.Scan(chip);
        }

        Rail[] rails = WithUniqueNames(scanner.Rails);
        var total = BoardTotal.Of(scanner.Rails, model);
        IEnumerable<string> problems = rails.Where((rail, i) => rail.Problem is not null && !total.Rails.Contains(i)).Select(static rail => $"{rail.Name} cannot be read: {rail.Problem}");
        return new Ina3221Source(files, rails, total, ChipTiming.Of(chips), model)
        {
            Notes = [.. problems, .. scanner.Notes, .. chips.Select(ChipTiming.Describe).OfType<string>(), .. total.Rule is { } rule ? [rule.Note] : Array.Empty<string>()],
        };
    }

    /// <inheritdoc/>
    public void Read(Span<double> values)
    {
        _files.ThrowIfGone();
        Span<double> rails = values[_firstRail..];
        for (int i = 0; i < _inputs.Length; i++)
        {
            rails[i] = Read(_inputs[i]);
        }

        if (_firstRail > 0)
        {
            values[0] = Sum(rails);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.Dispose();
    }

    private double Read(RailInput? input)
    {
        double watts = input?.ReadWatts() ?? double.NaN;
        if (double.IsNaN(watts))
        {
            input?.ThrowIfGone(_files);
        }

        return watts;
    }

    // NaN as soon as one rail is: a partial sum would look like a saving.
    private double Sum(ReadOnlySpan<double> rails)
    {
        double watts = _totalRails.Length > 0 ? 0 : double.NaN;
        foreach (int index in _totalRails)
        {
            watts += rails[index];
        }

        return watts;
    }

    private static PowerChannel[] CreateChannels(IReadOnlyList<Rail> rails, BoardTotal total)
    {
        IEnumerable<PowerChannel> channels = rails.Select(static rail => new PowerChannel(rail.Name, PowerScope.Rail, ChannelKind.InstantaneousPower, "W"));
        return total.Rule is { } rule ? [new PowerChannel(Total, rule.Scope, ChannelKind.InstantaneousPower, "W"), .. channels] : [.. channels];
    }

    private static IEnumerable<string> CreateFlags(IReadOnlyList<Rail> rails, BoardTotal total)
    {
        if (total.Rule is null)
        {
            yield return EnergyFlags.UnknownTopology;
        }

        if (rails.Where((rail, i) => rail.Problem is not null && !total.Rails.Contains(i)).Any())
        {
            yield return EnergyFlags.RailUnavailable;
        }
    }

    // Two chips may use the same label: then each rail says where it is.
    private static Rail[] WithUniqueNames(IReadOnlyList<Rail> rails)
    {
        string[] taken = [.. rails.GroupBy(static rail => rail.Name).Where(static group => group.Count() > 1).Select(static group => group.Key), Total];
        return [.. rails.Select(rail => taken.Contains(rail.Name) ? rail with { Name = $"{rail.Name}@{rail.Place}" } : rail)];
    }
}
