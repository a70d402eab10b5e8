using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace InferenceBench.Contracts;

/// <summary>
/// What the loader does not check of a library: it maps a file that was cut off, and the process ends by a signal when it touches what is not there.
/// </summary>
public static class ElfFile
{
    private const int HeaderBytes = 64;
    private const uint Magic = 0x464C457F; // "\x7FELF"
    private const int LoadSegment = 1;
    private const int MachineX64 = 62;
    private const int MachineArm64 = 183;

    /// <summary>Looks for what makes a 64-bit library unusable here; null when nothing was found.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string? FindProblem(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return Text(file.Length);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
        {
            return "it is no library";
        }

        int machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
        int own = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? MachineArm64 : MachineX64;
        return machine != own
            ? $"it is for {NameOf(machine)}, and this process is {NameOf(own)}"
            : EndOfSegments(file, header) > file.Length ? Text(file.Length) : null;
    }

    private static string Text(long length)
    {
        return $"it is cut off after {length} bytes";
    }

    // The largest offset that a loadable segment reads; that of the program headers when they are not whole themselves.
    private static long EndOfSegments(FileStream file, ReadOnlySpan<byte> header)
    {
        long offset = BinaryPrimitives.ReadInt64LittleEndian(header[32..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        byte[] table = new byte[size * count];
        if (offset < 0 || offset > file.Length - table.Length)
        {
            return long.MaxValue;
        }

        file.Position = offset;
        file.ReadExactly(table);
        long end = offset + table.Length;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> segment = table.AsSpan(i * size, size);
            if (size >= 40 && BinaryPrimitives.ReadInt32LittleEndian(segment) == LoadSegment)
            {
                end = Math.Max(end, BinaryPrimitives.ReadInt64LittleEndian(segment[8..]) + BinaryPrimitives.ReadInt64LittleEndian(segment[32..]));
            }
        }

        return end;
    }

    private static string NameOf(int machine)
    {
        return machine switch
        {
            MachineX64 => "x64",
            MachineArm64 => "arm64",
            _ => $"another processor (ELF machine {machine})",
        };
    }
}
