using System.Diagnostics;
using System.Text;

namespace InferenceBench.Engine;

/// <summary>Standard input as proof that the host lives: it carries one line and then stays open until the host ends, however it ends.</summary>
internal static class Lifeline
{
    /// <summary>Reads the line and kills this process at once when the host is gone, so that no child outlives it.</summary>
    /// <returns>The line; null when the host was gone before it sent one.</returns>
    public static string? ReadLineAndHold()
    {
        var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        string? line = input.ReadLine();
        new Thread(() => Hold(input)) { IsBackground = true, Name = "lifeline" }.Start();
        return line;
    }

    private static void Hold(StreamReader input)
    {
        while (input.ReadLine() is not null)
        {
        }

        Process.GetCurrentProcess().Kill();
    }
}
