using System.Diagnostics;
using System.Globalization;

namespace InferenceBench.Scale;

/// <summary>
/// The greatest resident set of a child. The kernel keeps it (<c>VmHWM</c>) and forgets it with the process, so it is asked for again and again; what <c>wait4</c> says of a
/// child would hold this program's own memory, too, which the child has for a moment before it becomes another program.
/// </summary>
internal static class PeakMemory
{
    private const string Field = "VmHWM:";
    private const long KibiByte = 1024;
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for the end of a child.</summary>
    /// <param name="child">A child that runs.</param>
    /// <returns>Bytes, as of at most 5 ms before its end; 0 when it ended before it could be asked.</returns>
    public static long WaitFor(Process child)
    {
        string status = string.Create(CultureInfo.InvariantCulture, $"/proc/{child.Id}/status");
        long peak = 0;
        do
        {
            peak = Math.Max(peak, Read(status));
        }
        while (!child.WaitForExit(s_period));
        return peak;
    }

    private static long Read(string status)
    {
        try
        {
            string? line = File.ReadLines(status).FirstOrDefault(static line => line.StartsWith(Field, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(Field.Length).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) * KibiByte;
        }
        catch (IOException)
        {
            // It ended between two questions.
            return 0;
        }
    }
}
