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

    /// <summary>A file that is created with its first readings; one that is there goes on.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="note">Takes why the file ends early.</param>
    /// <param name="name">The file's name.</param>
    public PowerCsv(string folder, Action<string> note, string name = FileName)
    {
        Name = name;
        _path = Path.Combine(folder, name);
        _note = note;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The file that takes the readings of a run: the last one in its folder, or the next one when its times do not compare, <c>power-2.csv</c>.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="isOtherBoot">Whether monotonic times began anew since the last reading.</param>
    public static string NameIn(string folder, bool isOtherBoot)
    {
        string last = FileName;
        string next = FileName;
        for (int number = 2; File.Exists(Path.Combine(folder, next)); number++)
        {
            last = next;
            next = FormattableString.Invariant($"power-{number}.csv");
        }

        return isOtherBoot ? next : last;
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
            _note($"{Name} is not whole: {FileProblem.Of(exception)}");
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

    // What an earlier start of the run wrote may end in the middle of a row: its machine lost power.
    private static long WholeRows(FileStream file)
    {
        long length = file.Length;
        for (; length > 0; length--)
        {
            file.Position = length - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }
        }

        return length;
    }

    private void AppendWhole(string rows)
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        long length = WholeRows(file);
        file.SetLength(length);
        file.Position = length;
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
