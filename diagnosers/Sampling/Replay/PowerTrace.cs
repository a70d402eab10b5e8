using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Replay;

/// <summary>
/// A file of readings: CSV with a header that names <c>t_ns</c> and one of <c>watts</c>, <c>energy_uj</c>, <c>energy_mj</c>; other columns are not read. Times are
/// whole nanoseconds of any clock; a value that is empty, NaN or infinite is a reading that failed. Blank lines, CRLF, spaces and quotes around a field do no harm.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="Channel">What the values are.</param>
/// <param name="Series">The readings in the file's order. A counter beyond 2^53 is given from its first value on: only differences mean anything, and they stay exact.</param>
public sealed record PowerTrace(string File, PowerChannel Channel, SampleSeries Series)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="PowerSourceException">The file cannot be read or is no trace; the message names file and line.</exception>
    public static PowerTrace Load(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new PowerTraceReader(file).Read(System.IO.File.ReadLines(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = Directory.Exists(file) ? "it is a folder" : e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            throw new PowerSourceException($"the trace {file} cannot be read: {why}", e);
        }
    }

    /// <summary>Earliest and latest time of the rows; null without rows.</summary>
    public EnergyWindow? Extent => Series.Count == 0 ? null : new EnergyWindow(Series.TimesNs.Min(), Series.TimesNs.Max());

    /// <summary>Integrates it by the method that its values need.</summary>
    /// <param name="windows">Windows in order, not overlapping.</param>
    /// <param name="policy">How; the unit of a counter is the trace's.</param>
    /// <exception cref="ArgumentException">The windows are not in order, overlap, or one ends before its start.</exception>
    public EnergyResult Integrate(IReadOnlyList<EnergyWindow> windows, EnergyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Channel.Kind == ChannelKind.EnergyCounter
            ? EnergyIntegrator.IntegrateCounter(Series, windows, policy with { JoulesPerUnit = Channel.JoulesPerUnit })
            : EnergyIntegrator.Integrate(Series, windows, policy);
    }
}
