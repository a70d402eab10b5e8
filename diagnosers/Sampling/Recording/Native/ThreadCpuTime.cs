using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Recording.Native;

/// <summary>Processor time of the calling thread (Linux).</summary>
internal static partial class ThreadCpuTime
{
    // time.h of Linux.
    private const int CLOCK_THREAD_CPUTIME_ID = 3;

    /// <summary>Nanoseconds of processor time that the calling thread has used; -1 where the system does not tell.</summary>
    public static long NowNs => OperatingSystem.IsLinux() && clock_gettime(CLOCK_THREAD_CPUTIME_ID, out Timespec time) == 0
        ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
        : -1;

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clockid, out Timespec tp);

    /// <summary><c>struct timespec</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
