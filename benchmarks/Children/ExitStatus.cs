using System.Globalization;

namespace InferenceBench.Children;

/// <summary>What an exit code says to people.</summary>
internal static class ExitStatus
{
    // A process that a signal ended has 128 + the signal's number, here as in a shell.
    private const int SignalBase = 128;

    /// <summary>For example <c>was killed by SIGSEGV (segmentation fault)</c> or <c>ended with exit code 3</c>.</summary>
    /// <param name="exitCode">The exit code.</param>
    public static string Describe(int exitCode)
    {
        string? signal = (exitCode - SignalBase) switch
        {
            1 => "SIGHUP (hang-up)",
            2 => "SIGINT (Ctrl-C)",
            4 => "SIGILL (illegal instruction)",
            5 => "SIGTRAP (trap)",
            6 => "SIGABRT (abort)",
            7 => "SIGBUS (bus error)",
            8 => "SIGFPE (arithmetic error)",
            9 => "SIGKILL (killed from outside, or out of memory)",
            11 => "SIGSEGV (segmentation fault)",
            13 => "SIGPIPE (broken pipe)",
            15 => "SIGTERM (asked to end)",
            _ => null,
        };
        return signal is null
            ? string.Create(CultureInfo.InvariantCulture, $"ended with exit code {exitCode}")
            : $"was killed by {signal}";
    }
}
