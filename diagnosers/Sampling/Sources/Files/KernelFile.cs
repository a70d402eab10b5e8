using System.Buffers.Text;
using System.Runtime.InteropServices;
using InferenceBench.Sampling.Sources.Native;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Sampling.Sources.Files;

/// <summary>One file of the kernel with whole numbers, kept open: each read asks the driver again. One thread at a time.</summary>
internal sealed class KernelFile : IDisposable
{
    // The longest content is two 64-bit numbers.
    private const int Capacity = 64;

    // A writer that truncates and rewrites (never the kernel) leaves a file empty for microseconds, on a busy machine for milliseconds; one that writes as regularly as we
    // read would spoil many readings in a row. Ten short waits, then four of a millisecond.
    private const int SpinsBeforeSleep = 10;
    private const int EmptyRetries = 14;
    private readonly byte[] _encodedPath;
    private readonly SafeFileHandle _handle;
    private bool _stayedEmpty;

    private KernelFile(string path, byte[] encodedPath, SafeFileHandle handle)
    {
        Path = path;
        _encodedPath = encodedPath;
        _handle = handle;
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Error number of the latest read; 0 when it succeeded, or delivered no number.</summary>
    public int Error { get; private set; }

    /// <summary>Whether the latest read or <see cref="Reopen"/> found that the file or its device is no longer there.</summary>
    public bool IsGone => FileCalls.MeansGone(Error);

    /// <summary>Why the latest read delivered no number, for people.</summary>
    public string Problem => Error == 0 ? "empty, or no number" : Describe(Error);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="error">0, or the error number.</param>
    /// <returns>The file; null when it cannot be opened.</returns>
    public static KernelFile? TryOpen(string path, out int error)
    {
        byte[] encoded = FileCalls.Encode(path);
        error = FileCalls.Open(encoded, out SafeFileHandle? handle);
        return handle is null ? null : new KernelFile(path, encoded, handle);
    }

    /// <summary>An error number for people.</summary>
    /// <param name="error">The error number.</param>
    public static string Describe(int error)
    {
        return $"{Marshal.GetPInvokeErrorMessage(error)} (errno {error})";
    }

    /// <summary>Reads the number of the first line. Allocates nothing.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether the line is one number: not when the read failed or a writer has just emptied the file.</returns>
    public bool TryRead(out long value)
    {
        return Read(out value, out _) == 1;
    }

    /// <summary>Reads the two numbers of the first line. Allocates nothing.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="second">The second number.</param>
    /// <returns>Whether the line is two numbers.</returns>
    public bool TryRead(out long first, out long second)
    {
        return Read(out first, out second) == 2;
    }

    /// <summary>Opens the path anew, because an open file outlives its deletion and its replacement. Sets <see cref="Error"/>. Allocates nothing.</summary>
    public void Reopen()
    {
        Error = FileCalls.Reopen(_encodedPath, _handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle.Dispose();
    }

    private int Read(out long first, out long second)
    {
        Span<byte> buffer = stackalloc byte[Capacity];
        Error = FileCalls.Read(_handle, buffer, out int length);
        var wait = default(SpinWait);
        while (length == 0 && Error == 0 && !_stayedEmpty && wait.Count < EmptyRetries)
        {
            wait.SpinOnce(SpinsBeforeSleep);
            Error = FileCalls.Read(_handle, buffer, out length);
        }

        _stayedEmpty = length == 0;
        return Parse(buffer[..length], out first, out second);
    }

    // Numbers of the first line only: a shorter content written over a longer one without truncation leaves the old end behind the line feed.
    private static int Parse(ReadOnlySpan<byte> content, out long first, out long second)
    {
        int end = content.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end < 0 ? content : content[..end]).Trim(" \t\r\0"u8);
        first = second = 0;
        if (!Utf8Parser.TryParse(line, out first, out int used))
        {
            return 0;
        }

        line = line[used..];
        if (line.IsEmpty)
        {
            return 1;
        }

        ReadOnlySpan<byte> rest = line.TrimStart(" \t"u8);
        return rest.Length < line.Length && Utf8Parser.TryParse(rest, out second, out used) && used == rest.Length ? 2 : 0;
    }
}
