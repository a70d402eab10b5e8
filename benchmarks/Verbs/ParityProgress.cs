using System.Diagnostics;
using System.Globalization;
using InferenceBench.Parity;

namespace InferenceBench.Verbs;

/// <summary>How far a comparison is, on standard error: on a terminal one line that is rewritten, else a line every ten seconds.</summary>
internal sealed class ParityProgress : IProgress<ParityCase>, IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
    private readonly int _files;
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private int _finished;

    /// <summary>Progress over a number of files.</summary>
    /// <param name="files">Number of files.</param>
    public ParityProgress(int files)
    {
        _files = files;
    }

    /// <inheritdoc/>
    public void Report(ParityCase value)
    {
        _finished++;
        string line = string.Create(CultureInfo.InvariantCulture, $"{_finished} cases of {_files} files: {value.Model} on {value.DisplayName ?? value.Framework} {value.Status}");
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(ClearLine + line);
        }
        else if (_sinceLine.Elapsed >= s_interval)
        {
            _sinceLine.Restart();
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>Clears the line, so that a table may follow.</summary>
    public void Dispose()
    {
        if (!Console.IsErrorRedirected && _finished > 0)
        {
            Console.Error.Write(ClearLine);
        }
    }
}
