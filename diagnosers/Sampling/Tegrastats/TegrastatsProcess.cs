using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>A running <c>tegrastats</c> whose lines are read on a thread of their own. It ends with this object, and also when this process is killed.</summary>
internal sealed class TegrastatsProcess : IDisposable
{
    // Children of a .NET process ignore SIGPIPE, as it does itself, and a shell cannot undo that: a tool that does not look at the result of its writes would outlive a process that
    // was killed. The pipe of the shell's input closes with this process, whatever ends it. The watcher holds neither output open, and is gone before the tool's id can be another's.
    private const string Script = """
        exec 3<&0
        "$0" "$@" </dev/null &
        tool=$!
        { cat <&3; kill $tool; } >/dev/null 2>&1 &
        watcher=$!
        wait $tool
        code=$?
        kill $watcher
        exit $code
        """;

    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly Thread _reader;
    private readonly Action<TegrastatsLine> _onLine;
    private readonly ManualResetEventSlim _errorEnded = new();
    private volatile string? _lastUnread;
    private volatile string? _endReason;
    private int _isDisposed;

    private TegrastatsProcess(Process process, Action<TegrastatsLine> onLine)
    {
        _process = process;
        _onLine = onLine;
        _reader = new Thread(ReadLines) { Name = "tegrastats", IsBackground = true };
    }

    /// <summary>Why there are no more lines; null while the tool runs.</summary>
    public string? EndReason => _endReason;

    /// <summary>Set when the tool has ended.</summary>
    public ManualResetEventSlim Ended { get; } = new();

    /// <summary>Starts the tool.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="interval">Time between its lines.</param>
    /// <param name="onLine">Called with each line that could be read, on the reading thread.</param>
    /// <exception cref="PowerSourceException">It does not start.</exception>
    public static TegrastatsProcess Start(string file, TimeSpan interval, Action<TegrastatsLine> onLine)
    {
        string milliseconds = ((int)interval.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, file, "--interval", milliseconds]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            var result = new TegrastatsProcess(Process.Start(start)!, onLine);
            result.Run();
            return result;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            throw new PowerSourceException($"{file} does not start: {exception.Message}", exception);
        }
    }

    /// <summary>Ends the tool.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        Kill();
        _reader.Join(s_endLimit);
        _process.Dispose();
    }

    private void Run()
    {
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _process.ErrorDataReceived += (_, line) => OnError(line.Data);
        _process.BeginErrorReadLine();
        _reader.Start();
    }

    private void ReadLines()
    {
        try
        {
            while (_process.StandardOutput.ReadLine() is { } text)
            {
                if (TegrastatsParser.Parse(text, out _) is { } line)
                {
                    _onLine(line);
                }
                else
                {
                    _lastUnread = text.Trim() is { Length: > 0 } words ? words : _lastUnread;
                }
            }

            _endReason = Describe();
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ObjectDisposedException)
        {
            _endReason = $"its output cannot be read: {exception.Message}";
        }

        Ended.Set();
    }

    private void OnError(string? text)
    {
        if (text is null)
        {
            _errorEnded.Set();
        }
        else if (text.Trim() is { Length: > 0 } words)
        {
            _lastUnread = words;
        }
    }

    private string Describe()
    {
        // What it complained of may still be on its way.
        _errorEnded.Wait(s_endLimit);
        string code = _process.WaitForExit(s_endLimit) ? string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {_process.ExitCode}") : "it closed its output";
        return _lastUnread is null ? code : $"{code}: {_lastUnread}";
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            Trace.WriteLine($"tegrastats could not be ended: {exception.Message}");
        }
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        Kill();
    }
}
