using System.Runtime.InteropServices;

namespace InferenceBench.Contracts;

/// <summary>Reads C strings.</summary>
public static unsafe class NativeText
{
    /// <summary>UTF-8 as it is; empty for NULL.</summary>
    /// <param name="text">The C string.</param>
    public static string Read(byte* text)
    {
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    /// <summary>UTF-8 in one line; empty for NULL.</summary>
    /// <param name="text">The C string.</param>
    public static string Line(byte* text)
    {
        return string.Join(' ', Read(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
