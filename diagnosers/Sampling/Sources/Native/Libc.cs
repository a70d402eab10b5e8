using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Sampling.Sources.Native;

/// <summary>The C library's file calls (Linux, 64 bits), with the names and constants of its headers: <c>fcntl.h</c>, <c>unistd.h</c>, <c>errno.h</c>.</summary>
internal static unsafe partial class Libc
{
    internal const int O_RDONLY = 0;
    internal const int O_CLOEXEC = 0x80000;
    internal const int F_OK = 0;
    internal const int PATH_MAX = 4096;

    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int EACCES = 13;
    internal const int ENODEV = 19;
    internal const int ENOTDIR = 20;
    internal const int ENODATA = 61;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int open(byte* path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pread(SafeFileHandle fd, byte* buf, nuint count, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup3(int oldfd, SafeFileHandle newfd, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int access(byte* path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte* realpath(string path, byte* resolved);
}
