using System.Runtime.InteropServices;

namespace InferenceBench.Verbs.Native;

/// <summary>Standard output as a verb that never ends by itself must know it.</summary>
internal static unsafe partial class StandardOutput
{
    private const int Descriptor = 1;

    // poll.h
    private const short POLLERR = 0x8;
    private const short POLLHUP = 0x10;

    /// <summary>Whether the program that reads this one's output is gone (<c>| head</c>). .NET ignores the signal and the error that tell it, and would write on for ever.</summary>
    public static bool IsClosed()
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var polled = new PollDescriptor { fd = Descriptor };
        return poll(&polled, 1, 0) > 0 && (polled.revents & (POLLERR | POLLHUP)) != 0;
    }

    [LibraryImport("libc")]
    private static partial int poll(PollDescriptor* fds, nuint nfds, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int fd;
        public short events;
        public short revents;
    }
}
