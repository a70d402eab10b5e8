using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using InferenceBench.Children.Native;

namespace InferenceBench.Children;

/// <summary>A child's end of the line to its host: one JSON document per line, requests on standard input, answers on standard output.</summary>
internal sealed class HostLink : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);
    private readonly BlockingCollection<string> _requests = [];
    private readonly StreamWriter _answers;

    /// <summary>Takes standard output away from engines, which print to it, and starts to listen.</summary>
    public HostLink()
    {
        _answers = new StreamWriter(new FileStream(StandardStreams.TakeStandardOutput(), FileAccess.Write), new UTF8Encoding(false)) { AutoFlush = true };
        Console.SetOut(Console.Error);
        new Thread(Listen) { IsBackground = true, Name = "host link" }.Start();
    }

    /// <summary>The host's requests, until it hangs up.</summary>
    public IEnumerable<string> Requests => _requests.GetConsumingEnumerable();

    /// <summary>Sends one answer.</summary>
    /// <param name="line">One line.</param>
    public void Answer(string line)
    {
        _answers.Write(line + "\n");
    }

    /// <summary>Closes the answers.</summary>
    public void Dispose()
    {
        _answers.Dispose();
    }

    private void Listen()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        while (input.ReadLine() is { } line)
        {
            _requests.Add(line);
        }

        _requests.CompleteAdding();

        // The host is gone or done. An engine that hangs in native code must not outlive it.
        Thread.Sleep(s_grace);
        Process.GetCurrentProcess().Kill();
    }
}
