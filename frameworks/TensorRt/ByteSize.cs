using System.Globalization;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>Sizes of memory as trtexec takes them: MiB, or with a unit.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Factor)[] s_units =
    [
        ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30), ("b", 1),
    ];

    /// <summary>Reads <c>512</c> (MiB), <c>512M</c>, <c>512MiB</c>, <c>2G</c>, <c>2GiB</c>, <c>1024K</c>, <c>4096B</c>; null when it is none or not above 0.</summary>
    /// <param name="text">The text.</param>
    public static long? Parse(string text)
    {
        string lower = text.Trim().ToLowerInvariant();
        (string unit, long factor) = s_units.FirstOrDefault(known => lower.EndsWith(known.Unit, StringComparison.Ordinal));
        string number = unit is null ? lower : lower[..^unit.Length].TrimEnd();
        bool isNumber = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        long bytesPerUnit = unit is null ? 1L << 20 : factor;
        return isNumber && value > 0 && value <= long.MaxValue / bytesPerUnit ? value * bytesPerUnit : null;
    }

    /// <summary>For people: whole MiB where it is such, else bytes.</summary>
    /// <param name="bytes">Bytes.</param>
    public static string ToText(long bytes)
    {
        return bytes % (1L << 20) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
    }
}
