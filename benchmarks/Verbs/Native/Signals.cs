using System.Runtime.InteropServices;

namespace InferenceBench.Verbs.Native;

/// <summary>Signals to other processes; .NET itself sends only SIGKILL.</summary>
internal static partial class Signals
{
    /// <summary>Sends a signal. A process that is gone is none of the caller's business.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="signal">SIGHUP, SIGINT, SIGQUIT or SIGTERM.</param>
    public static void Send(int processId, PosixSignal signal)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = kill(processId, NumberOf(signal));
        }
    }

    // signal.h; these four are the same on all Unix systems.
    private static int NumberOf(PosixSignal signal)
    {
        return signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            PosixSignal.SIGTERM => 15,
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "not one of the signals that end programs"),
        };
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int sig);
}
