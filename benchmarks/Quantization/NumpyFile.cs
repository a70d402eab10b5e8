using System.Buffers.Binary;
using System.Text;
using InferenceBench.Cli;

namespace InferenceBench.Quantization;

/// <summary>NumPy's array files (.npy), as far as they hold float32 in C order.</summary>
internal static class NumpyFile
{
    private const int PreambleBytes = 10;
    private const int MostHeaderBytes = 1 << 16;

    /// <summary>Whether a file begins as NumPy's do.</summary>
    /// <param name="path">The file.</param>
    public static bool Is(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[6];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && IsMagic(start);
    }

    private static bool IsMagic(ReadOnlySpan<byte> start)
    {
        return start[0] == 0x93 && start[1..].SequenceEqual("NUMPY"u8);
    }

    /// <summary>Copies the elements.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">Gets raw little-endian float32.</param>
    /// <exception cref="UsageException">It is no array of little-endian float32 in C order.</exception>
    public static void CopyFloats(string path, Stream target)
    {
        using FileStream stream = File.OpenRead(path);
        string header = ReadHeader(path, stream);
        bool isFloat = header.Contains("'<f4'", StringComparison.Ordinal);
        bool isOrdered = header.Contains("'fortran_order': False", StringComparison.Ordinal);
        if (!isFloat || !isOrdered)
        {
            throw new UsageException($"{path}: is no array of little-endian float32 in C order ({header.Trim()}); save numpy.ascontiguousarray(x, dtype='<f4')");
        }

        stream.CopyTo(target);
    }

    private static string ReadHeader(string path, FileStream stream)
    {
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        bool isWhole = stream.ReadAtLeast(preamble, PreambleBytes, throwOnEndOfStream: false) == PreambleBytes && IsMagic(preamble[..6]);
        int length = 0;
        if (isWhole && preamble[6] == 1)
        {
            length = BinaryPrimitives.ReadUInt16LittleEndian(preamble[8..]);
        }
        else if (isWhole)
        {
            // From version 2 on the length has four bytes.
            Span<byte> rest = stackalloc byte[2];
            stream.ReadExactly(rest);
            length = preamble[8] | (preamble[9] << 8) | (rest[0] << 16) | (rest[1] << 24);
        }

        var header = new byte[Math.Clamp(length, 0, MostHeaderBytes)];
        return isWhole && stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && length <= MostHeaderBytes
            ? Encoding.Latin1.GetString(header)
            : throw new UsageException($"{path}: is no NumPy array file, or damaged");
    }
}
