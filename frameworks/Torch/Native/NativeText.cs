using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>Reads C strings.</summary>
internal static unsafe class NativeText
{
    /// <summary>UTF-8 as it is; empty for NULL.</summary>
    public static string Read(byte* text)
    {
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    /// <summary>UTF-8 in one line; empty for NULL.</summary>
    public static string Line(byte* text)
    {
        return string.Join(' ', Read(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
