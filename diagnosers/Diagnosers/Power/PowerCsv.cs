using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Files;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary><c>power.csv</c>: every reading around idle times and windows, appended as they end. Stops at the first write that fails: readings are worth less than the report.</summary>
internal sealed class PowerCsv
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "power.csv";

    private const string Header = "t_ns,source,rail,value,unit\n";
    private const long MarginNs = 1_000_000_000;
    private readonly string _path;
    private readonly Action<string> _note;
    private readonly Dictionary<RecordedSource, long> _lastNs = [];
    private bool _hasFailed;

    /// <summary>A file that is created with its first readings.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="note">Takes why the file ends early.</param>
    public PowerCsv(string folder, Action<string> note)
    {
        _path = Path.Combine(folder, FileName);
        _note = note;
    }

    /// <summary>Appends the readings of a span and of 1 s on either side; those that an earlier call has written are left out.</summary>
    /// <param name="recording">The readings.</param>
    /// <param name="span">The span.</param>
    public void Append(PowerRecording recording, EnergyWindow span)
    {
        if (_hasFailed || recording.TimesNs.Count == 0)
        {
            return;
        }

        try
        {
            long from = Math.Max(span.FromNs - MarginNs, FirstNewNs(recording.Source));
            AppendWhole(Rows(recording, from, span.ToNs + MarginNs));
            _lastNs[recording.Source] = Math.Min(recording.TimesNs.Max(), span.ToNs + MarginNs);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            _note($"{FileName} is not whole: {FileProblem.Of(exception)}");
        }
    }

    // A replay starts anew with each case.
    private long FirstNewNs(RecordedSource source)
    {
        return source.Id != ReplayTrace.SourceId && _lastNs.TryGetValue(source, out long last) ? last + 1 : long.MinValue;
    }

    private static string Rows(PowerRecording recording, long fromNs, long toNs)
    {
        var text = new StringBuilder();
        IReadOnlyList<PowerChannel> channels = recording.Source.Channels;
        for (int channel = 0; channel < channels.Count; channel++)
        {
            string rest = $",{Field(recording.Source.Id)},{Field(channels[channel].Name)},";
            SampleSeries series = recording.Series(channel);
            for (int i = 0; i < series.Count; i++)
            {
                // A reading that failed, or a channel that was not due, leaves no row.
                if (series.TimesNs[i] >= fromNs && series.TimesNs[i] <= toNs && double.IsFinite(series.Values[i]))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{series.TimesNs[i]}{rest}{series.Values[i]:R},{channels[channel].Unit}\n");
                }
            }
        }

        return text.ToString();
    }

    // Rails have names of the hardware's own choosing.
    private static string Field(string text)
    {
        return text.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private void AppendWhole(string rows)
    {
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        long length = file.Length;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(length == 0 ? Header + rows : rows));
        }
        catch (IOException)
        {
            // No half row stays behind.
            file.SetLength(length);
            throw;
        }
    }
}
