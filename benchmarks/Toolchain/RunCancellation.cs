using System.Runtime.InteropServices;

namespace InferenceBench.Toolchain;

/// <summary>Ctrl-C and SIGTERM: the first one stops the case that runs and lets the results be written; the second one ends the program at once.</summary>
internal sealed class RunCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from here on.</summary>
    public RunCancellation()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];
    }

    /// <summary>Whether the run is to end.</summary>
    public bool IsRequested => _source.IsCancellationRequested;

    /// <summary>Is cancelled when the run is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Calls back when the run is to end; at once when it already is.</summary>
    /// <param name="stop">Stops what runs.</param>
    public IDisposable OnRequest(Action stop)
    {
        return _source.Token.Register(stop);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    // Left alone, a second signal does what it does to any program; children see their lifeline break and go too.
    private void OnSignal(PosixSignalContext context)
    {
        if (!IsRequested)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
