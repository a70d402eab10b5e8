using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using InferenceBench.Children;
using InferenceBench.Engine;

namespace InferenceBench.Toolchain;

/// <summary>The child of one case: started, listened to in BenchmarkDotNet's protocol, and always ended.</summary>
internal sealed class CaseProcess : IDisposable
{
    // Closing a CUDA context or a thread pool may take seconds; results are safe by then.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly UTF8Encoding s_encoding = new(false);

    private readonly AnonymousPipeServerStream _fromChild = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _acknowledgements = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly List<string> _results = [];
    private readonly List<string> _prefixedLines = [];
    private volatile string _stage = "starting";
    private volatile bool _wasTimedOut;

    /// <summary>A child that is not started yet: its environment can still be changed.</summary>
    /// <param name="job">The job, for its environment variables.</param>
    public CaseProcess(Job job)
    {
        ProcessStartInfo start = SelfProcess.CreateStartInfo();
        start.ArgumentList.Add(ChildProgram.Switch);
        start.ArgumentList.Add(CaseChild.Kind);
        start.ArgumentList.Add(_fromChild.GetClientHandleAsString());
        start.ArgumentList.Add(_acknowledgements.GetClientHandleAsString());
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = s_encoding;
        foreach (EnvironmentVariable variable in job.Environment.EnvironmentVariables ?? [])
        {
            start.Environment[variable.Key] = variable.Value;
        }

        Process = new Process { StartInfo = start };
    }

    /// <summary>The process, for diagnosers.</summary>
    public Process Process { get; }

    /// <summary>Runs the child to its end.</summary>
    /// <param name="spec">The case.</param>
    /// <param name="limit">After this time it is killed.</param>
    /// <param name="cancellation">Kills it, too.</param>
    /// <param name="onSignal">Called for each signal while the child waits.</param>
    /// <param name="onLine">Called for each other line.</param>
    public CaseOutcome Run(CaseSpec spec, TimeSpan limit, RunCancellation cancellation, Action<HostSignal> onSignal, Action<string> onLine)
    {
        Process.Start();

        // Without its own copies this process sees the end of the pipes when the child dies.
        _fromChild.DisposeLocalCopyOfClientHandle();
        _acknowledgements.DisposeLocalCopyOfClientHandle();
        var output = new TextTail(Process.StandardOutput.BaseStream);
        var errors = new TextTail(Process.StandardError.BaseStream);
        using (cancellation.OnRequest(Kill))
        using (new Timer(_ => KillLate(), null, limit, Timeout.InfiniteTimeSpan))
        {
            Listen(spec, onSignal, onLine);
        }

        if (!Process.WaitForExit(s_patience))
        {
            Kill();
            Process.WaitForExit();
        }

        return new CaseOutcome(
            Process.ExitCode, Process.Id, _results, _prefixedLines, _stage, _wasTimedOut, output.Read(s_patience), errors.Read(s_patience));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Process.Dispose();
        _fromChild.Dispose();
        _acknowledgements.Dispose();
    }

    private void Listen(CaseSpec spec, Action<HostSignal> onSignal, Action<string> onLine)
    {
        try
        {
            Process.StandardInput.WriteLine(CaseSpecJson.Write(spec));
            Process.StandardInput.Flush();
            using var reader = new StreamReader(_fromChild, s_encoding);
            using var writer = new StreamWriter(_acknowledgements, s_encoding) { AutoFlush = true };
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith("//", StringComparison.Ordinal) && BenchmarkDotNet.Engines.Engine.Signals.TryGetSignal(line, out HostSignal signal))
                {
                    onSignal(signal);
                    writer.WriteLine(BenchmarkDotNet.Engines.Engine.Signals.Acknowledgment);
                    if (signal == HostSignal.AfterAll)
                    {
                        return;
                    }
                }
                else if (line.Length > 0)
                {
                    Keep(line);
                    onLine(line);
                }
            }
        }
        catch (IOException exception)
        {
            // A broken pipe: the child died. How, its exit code tells.
            onLine($"// {exception.Message}");
        }
    }

    private void Keep(string line)
    {
        _stage = ChildMessages.StageOf(line) ?? _stage;
        (line.StartsWith("//", StringComparison.Ordinal) ? _prefixedLines : _results).Add(line);
    }

    private void KillLate()
    {
        _wasTimedOut = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            Process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
            _stage = "ending";
        }
    }
}
