using BenchmarkDotNet.Loggers;
using InferenceBench.Reporting.Files;

namespace InferenceBench.Diagnosers.Folders;

/// <summary>BenchmarkDotNet's output in <c>run.log</c>. Stops at the first write that fails instead of ending the run.</summary>
internal sealed class RunLog : ILogger, IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly StreamWriter _writer;
    private bool _closed;

    /// <summary>Creates the log.</summary>
    /// <param name="path">The file; it does not exist.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public RunLog(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _writer = new StreamWriter(_file);
    }

    /// <inheritdoc/>
    public string Id => nameof(RunLog);

    /// <inheritdoc/>
    public int Priority => 0;

    /// <summary>Why the log ends early; null while it is whole.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public void Write(LogKind logKind, string text)
    {
        Guarded(() => _writer.Write(text));
    }

    /// <inheritdoc/>
    public void WriteLine()
    {
        Guarded(_writer.WriteLine);
    }

    /// <inheritdoc/>
    public void WriteLine(LogKind logKind, string text)
    {
        Guarded(() => _writer.WriteLine(text));
    }

    /// <inheritdoc/>
    public void Flush()
    {
        Guarded(_writer.Flush);
    }

    /// <summary>Writes what is buffered and closes the file; later lines are dropped.</summary>
    public void Dispose()
    {
        Flush();
        lock (_lock)
        {
            // Closing the writer would write again what the full disk refused, and throw.
            _closed = true;
            try
            {
                _file.Dispose();
            }
            catch (IOException exception)
            {
                Failure ??= FileProblem.Of(exception);
            }
        }
    }

    private void Guarded(Action write)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            try
            {
                write();
            }
            catch (IOException exception)
            {
                _closed = true;
                Failure = FileProblem.Of(exception);
            }
        }
    }
}
