using System.Diagnostics;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>A running <c>tegrastats</c> as a source: holds the values of its latest line.</summary>
internal sealed class TegrastatsSource : IPowerSource
{
    /// <summary>Id of the source.</summary>
    public const string SourceId = "tegrastats";

    private const string Note =
        "rails as tegrastats prints them every 100 ms; prefer ina3221 for energy, which reads the same sensor itself, and this for utilisation, clocks and temperatures";

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // A line that is older says nothing of now: the integrator's own limit for a gap.
    private static readonly long s_staleTicks = Stopwatch.Frequency / 2;

    // Each edge of a window is uncertain by one line, so 20 s keep the timing error at 1 %. Gain: a typical board's shunt and ADC behind the INA3221 that the tool reads.
    private static readonly SensorTraits s_traits = new()
    {
        NominalRefresh = s_interval,
        PollPeriod = s_interval,
        MinimumWindow = TimeSpan.FromSeconds(20),
        GainUncertainty = 0.03,
    };

    private readonly TegrastatsProcess _process;
    private readonly string? _model;
    private readonly ManualResetEventSlim _hasFirst = new();
    private TegrastatsGauges? _gauges;
    private Reading? _latest;

    private TegrastatsSource(string file, string? model)
    {
        _model = model;
        _process = TegrastatsProcess.Start(file, s_interval, OnLine);
    }

    /// <inheritdoc/>
    public string Id => SourceId;

    /// <inheritdoc/>
    public string? Board { get; private set; }

    /// <inheritdoc/>
    public PowerScope Scope { get; private set; } = PowerScope.Module;

    /// <inheritdoc/>
    public IReadOnlyList<PowerChannel> Channels => _gauges!.Channels;

    /// <inheritdoc/>
    public IReadOnlyList<string> TotalRails { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<EnergyRoute> Routes { get; private set; } = [];

    /// <inheritdoc/>
    public string? NoEnergyReason { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Flags { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Starts the tool and waits for its first whole line.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="model">The board's name; null when it is not known.</param>
    /// <param name="limit">Longest time to wait.</param>
    /// <exception cref="PowerSourceException">It does not start, or prints no line that can be read.</exception>
    public static TegrastatsSource Open(string file, string? model, TimeSpan limit)
    {
        var source = new TegrastatsSource(file, model);
        WaitHandle.WaitAny([source._hasFirst.WaitHandle, source._process.Ended.WaitHandle], limit);
        if (source._hasFirst.IsSet)
        {
            return source;
        }

        string reason = source._process.EndReason ?? FormattableString.Invariant($"no whole line within {limit.TotalSeconds:0.#} s");
        source.Dispose();
        throw new PowerSourceException($"{file} gives no readings: {reason}; run it by hand to see why");
    }

    /// <inheritdoc/>
    public void Read(Span<double> values)
    {
        if (_process.EndReason is { } reason)
        {
            throw new PowerSourceException($"tegrastats gives no more readings: {reason}");
        }

        Reading latest = Volatile.Read(ref _latest)!;
        if (Stopwatch.GetTimestamp() - latest.ReceivedTicks > s_staleTicks)
        {
            values.Fill(double.NaN);
            return;
        }

        latest.Values.CopyTo(values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
    }

    private void OnLine(TegrastatsLine line)
    {
        long received = Stopwatch.GetTimestamp();
        if (line.IsIncomplete)
        {
            return;
        }

        if (_gauges is null)
        {
            Describe(line);
        }

        Volatile.Write(ref _latest, new Reading(received, _gauges!.Read(line)));
        _hasFirst.Set();
    }

    private void Describe(TegrastatsLine first)
    {
        // Without the board's name, as the line's own total: the two must not differ.
        BoardRule? rule = first.Rails.Count == 0 ? null : BoardMatch.Find([.. first.Rails.Keys], model: null);
        Scope = rule?.Scope ?? PowerScope.Module;
        Board = _model ?? rule?.Name;
        NoEnergyReason = WhyNoTotal(first, rule);
        Flags = first.Rails.Count > 0 && rule is null ? [EnergyFlags.UnknownTopology] : [];
        Notes = rule is null ? [Note] : [Note, rule.Note];
        _gauges = new TegrastatsGauges(first, Scope);
        if (NoEnergyReason is null)
        {
            TotalRails = [.. rule!.TotalRails.Select(wanted => first.Rails.Keys.First(rail => rail.Equals(wanted, StringComparison.OrdinalIgnoreCase)))];
            Routes = [new EnergyRoute(TegrastatsGauges.Total, [0], ChannelKind.InstantaneousPower, s_traits)];
        }
    }

    private static string? WhyNoTotal(TegrastatsLine first, BoardRule? rule)
    {
        string rails = string.Join(", ", first.Rails.Keys);
        return (first.Rails.Count, rule, first.TotalWatts) switch
        {
            (0, _, _) => "tegrastats prints no rails here: older releases show them to root alone, containers need /sys, and some boards have no sensor",
            (_, null, _) => $"no total: unknown topology, the rails {rails} are of no board that this suite knows; their sum may count power twice",
            (_, _, null) => $"no total: a {rule.Name} needs {string.Join(", ", rule.TotalRails)}, and tegrastats prints {rails}",
            _ => null,
        };
    }

    private sealed record Reading(long ReceivedTicks, double[] Values);
}
