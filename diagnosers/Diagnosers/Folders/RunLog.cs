using BenchmarkDotNet.Loggers;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Publishing;

namespace InferenceBench.Diagnosers.Folders;

/// <summary>BenchmarkDotNet's output in <c>run.log</c>. Stops at the first write that fails instead of ending the run.</summary>
internal sealed class RunLog : ILogger, IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly StreamWriter _writer;
    private readonly PrivatePaths _private;
    private bool _closed;

    /// <summary>Creates the log, or goes on with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="privatePaths">What the log may not hold.</param>
    /// <param name="mode"><see cref="FileMode.CreateNew"/> or <see cref="FileMode.Append"/>.</param>
    /// <exception cref="IOException">The file cannot be created or written.</exception>
    public RunLog(string path, PrivatePaths privatePaths, FileMode mode = FileMode.CreateNew)
    {
        _private = privatePaths;
        _file = new FileStream(path, mode, FileAccess.Write, FileShare.Read);
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
        Guarded(() => _writer.Write(_private.Hide(text)));
    }

    /// <inheritdoc/>
    public void WriteLine()
    {
        Guarded(_writer.WriteLine);
    }

    /// <inheritdoc/>
    public void WriteLine(LogKind logKind, string text)
    {
        Guarded(() => _writer.WriteLine(_private.Hide(text)));
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
