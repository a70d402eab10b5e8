using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>One open GPU: its energy counter and its power where it has them, and what shows the conditions.</summary>
internal sealed class NvmlSource : IPowerSource
{
    // Half a second at 50 Hz, from which on the integrator would call it a gap; a quarter where power alone is read.
    private const int FailuresUntilLost = 25;

    // A GPU that fell off the bus answers "Unknown Error" for ever; once may be a hiccup.
    private const int UnknownFailuresUntilLost = 2;

    private readonly NvmlSession _session;
    private readonly NvmlGpu _gpu;
    private readonly NvmlReading[] _totals;
    private readonly NvmlGauges _gauges;
    private int _failures;

    /// <summary>Takes over the session.</summary>
    /// <param name="session">The initialised driver.</param>
    /// <param name="gpu">The device.</param>
    /// <param name="survey">What can be read of it: at least one way to its energy.</param>
    public NvmlSource(NvmlSession session, NvmlGpu gpu, NvmlSurvey survey)
    {
        _session = session;
        _gpu = gpu;
        _totals = [.. new[] { survey.Energy, survey.Power }.OfType<NvmlReading>()];
        _gauges = new NvmlGauges(NvmlReadings.GaugesOf(gpu.Device).Where(gauge => NvmlSurvey.Try(gpu.Device, gauge) == NvmlReturn.Success), TimeProvider.System);
        Channels = [.. _totals.Concat(_gauges.Readings).Select(static reading => reading.Channel)];
        Scope = _totals[0].Channel.Scope;
        Routes = [.. Enumerable.Range(0, _totals.Length).Where(HasScope).Select(CreateRoute)];
        TotalRails = [.. Routes.Where(static route => route.Kind != ChannelKind.EnergyCounter).Select(static route => route.Name)];
        NvmlSharing sharing = NvmlSharing.Of(gpu.Device);
        Flags = [.. FlagsOf(sharing)];
        Notes = [.. NotesOf(survey), .. sharing.Notes];
    }

    /// <inheritdoc/>
    public string Id => "nvml";

    /// <inheritdoc/>
    public string Board => _gpu.Title;

    /// <inheritdoc/>
    public PowerScope Scope { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PowerChannel> Channels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TotalRails { get; }

    /// <inheritdoc/>
    public IReadOnlyList<EnergyRoute> Routes { get; }

    /// <inheritdoc/>
    public string? NoEnergyReason => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Flags { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public void Read(Span<double> values)
    {
        NvmlReturn failure = ReadTotals(values, out string failedCall);
        ThrowIfLost(_gauges.Read(_gpu.Device, values[_totals.Length..Channels.Count], out string failedGauge), failedGauge);
        _failures = failure == NvmlReturn.Success ? 0 : _failures + 1;
        if (_failures >= (failure == NvmlReturn.Unknown ? UnknownFailuresUntilLost : FailuresUntilLost))
        {
            throw Lost(failure, failedCall);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
    }

    // Success when one of them could be read: a counter goes on where a power fails for a moment, and the other way round.
    private NvmlReturn ReadTotals(Span<double> values, out string failedCall)
    {
        NvmlReturn failure = NvmlReturn.Success;
        bool hasRead = false;
        failedCall = "";
        for (int i = 0; i < _totals.Length; i++)
        {
            NvmlReturn code = _totals[i].Read(_gpu.Device, out double value);
            values[i] = code == NvmlReturn.Success ? value : double.NaN;
            hasRead |= code == NvmlReturn.Success;
            (failure, failedCall) = code == NvmlReturn.Success ? (failure, failedCall) : (code, _totals[i].Call);
            ThrowIfLost(code, failedCall);
        }

        return hasRead ? NvmlReturn.Success : failure;
    }

    private void ThrowIfLost(NvmlReturn code, string call)
    {
        if (NvmlErrors.IsLost(code))
        {
            throw Lost(code, call);
        }
    }

    private PowerSourceException Lost(NvmlReturn code, string call)
    {
        return NvmlErrors.Failed(_session.Library, call, code, $"NVML can no longer read {_gpu.Name}").ToPowerSourceException();
    }

    // A power of another scope than the counter's is shown, but is no second way to the same energy.
    private bool HasScope(int channel)
    {
        return _totals[channel].Channel.Scope == Scope;
    }

    private EnergyRoute CreateRoute(int channel)
    {
        ChannelKind kind = _totals[channel].Channel.Kind;
        return new EnergyRoute(kind == ChannelKind.EnergyCounter ? "counter" : _totals[channel].Channel.Name, [channel], kind, NvmlTraits.Of(_gpu, kind, _totals[0].Channel.Kind == ChannelKind.EnergyCounter));
    }

    private IEnumerable<string> FlagsOf(NvmlSharing sharing)
    {
        if (Scope == PowerScope.Module)
        {
            yield return EnergyFlags.ModuleScope;
        }

        if (Routes[0].Kind == ChannelKind.AveragedPower)
        {
            yield return EnergyFlags.AveragedPower;
        }

        if (sharing.IsShared)
        {
            yield return EnergyFlags.WholeGpu;
        }
    }

    private IEnumerable<string> NotesOf(NvmlSurvey survey)
    {
        string? fallback = survey.HasBestPower ? null : $"power is NVML's {survey.Power!.Title} ({survey.Power.Call})";
        string? otherScope = Routes.Count < _totals.Length ? "power covers more than the energy counter and is not compared with it" : null;
        return new[] { fallback, otherScope }.OfType<string>().Concat(survey.Missing(_session.Library));
    }
}
