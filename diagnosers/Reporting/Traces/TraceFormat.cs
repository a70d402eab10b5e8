using System.Buffers.Binary;

namespace InferenceBench.Reporting.Traces;

/// <summary>The bytes of a trace file; <c>results/README.md</c> documents them. All integers are little-endian.</summary>
internal static class TraceFormat
{
    private const int Version = 1;
    private const int HeaderBytes = 32;
    private const int WindowBytes = 24;
    private const int InferenceBytes = 16;
    /// <summary>Ticks per second of times that are in nanoseconds already.</summary>
    public const long NanosecondsPerSecond = 1_000_000_000;

    private static ReadOnlySpan<byte> Magic => "IBTRACE\0"u8;

    /// <summary>The file's content for stamps and windows in ticks of a clock.</summary>
    public static byte[] Encode(ReadOnlySpan<long> stamps, IReadOnlyList<TraceWindow> windows, long dropped, long ticksPerSecond)
    {
        byte[] content = new byte[HeaderBytes + ((long)WindowBytes * windows.Count) + (sizeof(long) * (long)stamps.Length)];
        Span<byte> rest = content;
        Magic.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(rest[12..], windows.Count);
        BinaryPrimitives.WriteInt64LittleEndian(rest[16..], stamps.Length / 2);
        BinaryPrimitives.WriteInt64LittleEndian(rest[24..], dropped);
        rest = rest[HeaderBytes..];
        foreach (TraceWindow window in windows)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, ToNanoseconds(window.StartNs, ticksPerSecond));
            BinaryPrimitives.WriteInt64LittleEndian(rest[8..], ToNanoseconds(window.EndNs, ticksPerSecond));
            BinaryPrimitives.WriteInt32LittleEndian(rest[16..], window.First);
            BinaryPrimitives.WriteInt32LittleEndian(rest[20..], window.Count);
            rest = rest[WindowBytes..];
        }

        foreach (long stamp in stamps)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, ToNanoseconds(stamp, ticksPerSecond));
            rest = rest[sizeof(long)..];
        }

        return content;
    }

    /// <summary>Reads a whole trace.</summary>
    /// <exception cref="InvalidDataException">It is no trace; the message says why, without the file's name.</exception>
    /// <exception cref="EndOfStreamException">It became shorter while it was read.</exception>
    public static InferenceTrace Decode(Stream stream)
    {
        (int windowCount, int inferenceCount, long dropped) = ReadHeader(stream);
        TraceWindow[] windows = ReadWindows(ReadExactly(stream, (long)windowCount * WindowBytes), inferenceCount);
        long[] starts = new long[inferenceCount];
        long[] ends = new long[inferenceCount];
        ReadOnlySpan<byte> stamps = ReadExactly(stream, (long)inferenceCount * InferenceBytes);
        for (int i = 0; i < inferenceCount; i++)
        {
            starts[i] = BinaryPrimitives.ReadInt64LittleEndian(stamps[(i * InferenceBytes)..]);
            ends[i] = BinaryPrimitives.ReadInt64LittleEndian(stamps[((i * InferenceBytes) + 8)..]);
            Require(ends[i] >= starts[i], $"inference {i} ends before it starts");
        }

        return new InferenceTrace(starts, ends, windows, dropped);
    }

    private static (int Windows, int Inferences, long Dropped) ReadHeader(Stream stream)
    {
        long length = stream.Length;
        Require(length >= HeaderBytes, $"{length} bytes are fewer than the {HeaderBytes} of its header");
        ReadOnlySpan<byte> header = ReadExactly(stream, HeaderBytes);
        Require(header.StartsWith(Magic), "it does not start with IBTRACE");
        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        Require(version == Version, $"version {version} is not {Version}, the only one known here");
        int windows = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        long inferences = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        long dropped = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        Require(windows >= 0 && inferences >= 0 && dropped >= 0, "its header holds a negative count");
        Int128 expected = HeaderBytes + ((Int128)WindowBytes * windows) + ((Int128)InferenceBytes * inferences);
        Require(expected == length, $"it has {length} bytes where {windows} windows and {inferences} inferences need {expected}");
        Require(length <= Array.MaxLength, $"{length} bytes are more than one process can hold");
        return (windows, (int)inferences, dropped);
    }

    private static TraceWindow[] ReadWindows(ReadOnlySpan<byte> bytes, int inferenceCount)
    {
        TraceWindow[] windows = new TraceWindow[bytes.Length / WindowBytes];
        for (int i = 0; i < windows.Length; i++)
        {
            ReadOnlySpan<byte> window = bytes.Slice(i * WindowBytes, WindowBytes);
            windows[i] = new TraceWindow(
                BinaryPrimitives.ReadInt64LittleEndian(window),
                BinaryPrimitives.ReadInt64LittleEndian(window[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(window[16..]),
                BinaryPrimitives.ReadInt32LittleEndian(window[20..]));
            Require(windows[i].EndNs >= windows[i].StartNs, $"window {i} ends before it starts");
            bool inside = windows[i].First >= 0 && windows[i].Count >= 0 && windows[i].First <= inferenceCount - windows[i].Count;
            Require(inside, $"window {i} points outside its {inferenceCount} inferences");
        }

        return windows;
    }

    private static byte[] ReadExactly(Stream stream, long count)
    {
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // Ticks are nanoseconds on Linux; 128 bits keep other frequencies exact.
    private static long ToNanoseconds(long ticks, long ticksPerSecond)
    {
        return (long)((Int128)ticks * NanosecondsPerSecond / ticksPerSecond);
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
