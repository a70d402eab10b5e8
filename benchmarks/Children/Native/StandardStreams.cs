using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Children.Native;

/// <summary>The process's standard streams as file descriptors (Linux).</summary>
internal static partial class StandardStreams
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    // fcntl.h: duplicate with close-on-exec, so that no process an engine starts keeps the pipe open.
    private const int F_DUPFD_CLOEXEC = 1030;

    /// <summary>Takes standard output for the caller alone: whatever else in this process prints goes to standard error from here on.</summary>
    /// <returns>The former standard output.</returns>
    /// <exception cref="Win32Exception">A descriptor cannot be duplicated.</exception>
    public static SafeFileHandle TakeStandardOutput()
    {
        int taken = ThrowIfError(fcntl(StandardOutput, F_DUPFD_CLOEXEC, StandardError + 1), nameof(fcntl));
        ThrowIfError(dup2(StandardError, StandardOutput), nameof(dup2));
        return new SafeFileHandle(taken, ownsHandle: true);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int fd, int cmd, int arg);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int oldfd, int newfd);

    private static int ThrowIfError(int result, string call)
    {
        return result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }
}
