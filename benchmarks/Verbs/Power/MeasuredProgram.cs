using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using InferenceBench.Cli;
using InferenceBench.Verbs.Native;

namespace InferenceBench.Verbs.Power;

/// <summary>The program whose energy is measured: it has this process's standard streams, and signals that would end this process end it instead.</summary>
internal sealed class MeasuredProgram : IDisposable
{
    // Long enough for a program that got the signal itself to end by it.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly ManualResetEventSlim _hasStarted = new();
    private readonly PosixSignalRegistration[] _registrations;

    private MeasuredProgram(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };

        // Registered first: a signal between the two would leave the program behind.
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>Exit code of the program that has ended; 128 + the signal's number when a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="UsageException">It cannot be started.</exception>
    public static MeasuredProgram Start(string file, IEnumerable<string> arguments)
    {
        var program = new MeasuredProgram(new ProcessStartInfo(file, arguments) { UseShellExecute = false });
        try
        {
            program._process.Start();
            program._hasStarted.Set();
            return program;
        }
        catch (Win32Exception e)
        {
            program.Dispose();
            throw new UsageException($"{file} cannot be started: {Marshal.GetPInvokeErrorMessage(e.NativeErrorCode)}", e);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="limit">No longer than this.</param>
    /// <returns>Whether it has ended.</returns>
    public bool WaitForExit(TimeSpan limit)
    {
        return _process.WaitForExit(limit);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, static registration => registration.Dispose());
        _process.Dispose();
        _hasStarted.Dispose();
    }

    // A terminal sends Ctrl-C and Ctrl-\ to the program as well, and a second one would break off its tidying up. Without a terminal
    // perhaps nobody else has sent it.
    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        PosixSignal signal = context.Signal;
        bool isKey = signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT;
        if (!isKey || !HasTerminal())
        {
            _ = PassOnAsync(signal, isKey ? s_grace : TimeSpan.Zero);
        }
    }

    private async Task PassOnAsync(PosixSignal signal, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay).ConfigureAwait(false);
            _hasStarted.Wait();
            if (!_process.HasExited)
            {
                Signals.Send(_process.Id, signal);
            }
        }
        catch (InvalidOperationException e)
        {
            // It has ended and its figures are printed.
            Trace.WriteLine(e.Message);
        }
    }

    private static bool HasTerminal()
    {
        try
        {
            using FileStream terminal = File.OpenRead("/dev/tty");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
