using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Sampling.Sources.Native;

/// <summary>
/// Files read through the C library. .NET's own calls throw for a failed read (a sensor's ordinary answer), allocate, and lock what they open, which would refuse
/// a writer that wants the file for itself. Paths are in UTF-8, ended by a zero byte.
/// </summary>
internal static unsafe class FileCalls
{
    /// <summary>A path as the C library takes it.</summary>
    /// <param name="path">The path.</param>
    public static byte[] Encode(string path)
    {
        return Encoding.UTF8.GetBytes(path + '\0');
    }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">Encoded path.</param>
    /// <param name="handle">The file; null when it cannot be opened.</param>
    /// <returns>0, or the error number.</returns>
    public static int Open(byte[] path, out SafeFileHandle? handle)
    {
        int error = OpenDescriptor(path, out int descriptor);
        handle = error == 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
        return error;
    }

    /// <summary>Opens a file anew and puts it in the place of the one that a handle holds; on an error the handle stays as it is. Allocates nothing.</summary>
    /// <param name="path">Encoded path.</param>
    /// <param name="handle">The handle.</param>
    /// <returns>0, or the error number.</returns>
    public static int Reopen(byte[] path, SafeFileHandle handle)
    {
        int error = OpenDescriptor(path, out int descriptor);
        if (error != 0)
        {
            return error;
        }

        error = Libc.dup3(descriptor, handle, Libc.O_CLOEXEC) >= 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Libc.close(descriptor);
        return error;
    }

    /// <summary>Reads a file from its start. Allocates nothing.</summary>
    /// <param name="handle">The file.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="length">Number of bytes read; 0 on an error.</param>
    /// <returns>0, or the error number.</returns>
    public static int Read(SafeFileHandle handle, Span<byte> buffer, out int length)
    {
        fixed (byte* start = buffer)
        {
            nint read;
            int error = 0;
            do
            {
                read = Libc.pread(handle, start, (nuint)buffer.Length, 0);
                error = read < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
            while (error == Libc.EINTR);

            length = (int)Math.Max(read, 0);
            return error;
        }
    }

    /// <summary>Whether there is something at a path. Allocates nothing.</summary>
    /// <param name="path">Encoded path.</param>
    public static bool Exists(byte[] path)
    {
        fixed (byte* start = path)
        {
            return Libc.access(start, Libc.F_OK) == 0 || !MeansGone(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Whether an error says that the file or its device is no longer there.</summary>
    /// <param name="error">The error number.</param>
    public static bool MeansGone(int error)
    {
        return error is Libc.ENOENT or Libc.ENOTDIR or Libc.ENODEV;
    }

    /// <summary>Whether an error says that this user may not.</summary>
    /// <param name="error">The error number.</param>
    public static bool MeansDenied(int error)
    {
        return error is Libc.EACCES or Libc.EPERM;
    }

    /// <summary>The path without links; the path itself when it cannot be resolved.</summary>
    /// <param name="path">The path.</param>
    public static string RealPath(string path)
    {
        byte* buffer = stackalloc byte[Libc.PATH_MAX];
        return Marshal.PtrToStringUTF8((nint)Libc.realpath(path, buffer)) ?? path;
    }

    private static int OpenDescriptor(byte[] path, out int descriptor)
    {
        fixed (byte* start = path)
        {
            descriptor = Libc.open(start, Libc.O_RDONLY | Libc.O_CLOEXEC);
            return descriptor >= 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }
}
