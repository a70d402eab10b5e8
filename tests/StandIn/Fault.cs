using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Tests.StandIn;

/// <summary>Something that goes wrong in an engine.</summary>
/// <param name="kind">What: <c>throw</c>, <c>unsupported</c>, <c>segfault</c>, <c>hang</c>, <c>exit</c>, <c>memory</c>; "" is nothing.</param>
/// <param name="place">Where: <c>load</c>, <c>inference</c> (the 20th) or <c>close</c>.</param>
internal sealed partial class Fault(string kind, string place)
{
    private const int StrikesAtInference = 20;
    private int _inferences;

    /// <summary>Goes wrong when this is the place.</summary>
    /// <param name="where">The place.</param>
    public void Strike(string where)
    {
        if (kind.Length == 0 || place != where || (where == "inference" && ++_inferences < StrikesAtInference))
        {
            return;
        }

        switch (kind)
        {
            case "throw":
                throw new InferenceException($"stand-in: status 7 in {where}");
            case "unsupported":
                throw new NotSupportedException("the stand-in does not do this model");
            case "segfault":
                memset(16, 0, 1);
                break;
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "exit":
                _exit(0);
                break;
            case "memory":
                Exhaust();
                break;
            default:
                throw new ArgumentException($"no such fault: {kind}");
        }
    }

    private static void Exhaust()
    {
        var kept = new List<byte[]>();
        while (true)
        {
            var block = new byte[64 << 20];
            Array.Fill(block, (byte)1);
            kept.Add(block);
        }
    }

    [LibraryImport("libc")]
    private static partial nint memset(nint destination, int value, nint count);

    [LibraryImport("libc")]
    private static partial void _exit(int status);
}
