using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace InferenceBench.Children;

/// <summary>The host's end of the line to one child. Not thread-safe.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly ErrorTail _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = new ErrorTail(process.StandardError);
    }

    /// <summary>Starts this executable as a child.</summary>
    /// <param name="kind">What the child does: one of <see cref="ChildProgram"/>'s kinds.</param>
    /// <param name="framework">The one framework that it may load.</param>
    /// <param name="environment">Variables that it gets beside this process's own; null for none.</param>
    /// <exception cref="Win32Exception">The process cannot be started.</exception>
    public static ChildProcess Start(string kind, string framework, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = SelfProcess.CreateStartInfo();
        start.ArgumentList.Add(ChildProgram.Switch);
        start.ArgumentList.Add(kind);
        start.ArgumentList.Add(framework);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.StandardInputEncoding = start.StandardOutputEncoding = new UTF8Encoding(false);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Sends a request and waits for one line. After a failure the child is dead.</summary>
    /// <param name="request">One line; null only listens.</param>
    /// <param name="timeout">After this time the child is killed.</param>
    public async Task<ChildReply> AskAsync(string? request, TimeSpan timeout)
    {
        try
        {
            if (request is not null)
            {
                await _process.StandardInput.WriteLineAsync(request).ConfigureAwait(false);
                await _process.StandardInput.FlushAsync().ConfigureAwait(false);
            }

            string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(timeout).ConfigureAwait(false);
            return line is null ? await DescribeDeathAsync().ConfigureAwait(false) : new ChildReply(line, null);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            string seconds = timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            return new ChildReply(null, $"killed after {seconds} s without an answer");
        }
        catch (IOException)
        {
            // A broken pipe: it died before it read the request.
            return await DescribeDeathAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Hangs up, and kills the child when it does not end by itself: an engine's own tear-down may hang.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            Trace.WriteLine("the child was already gone");
        }

        if (!_process.WaitForExit(s_grace))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(s_grace);
        }

        _process.Dispose();
    }

    private async Task<ChildReply> DescribeDeathAsync()
    {
        if (!_process.WaitForExit(s_grace))
        {
            _process.Kill(entireProcessTree: true);
            return new ChildReply(null, "the child closed its answers without a word");
        }

        string? lastLine = await _errors.GetAsync(s_grace).ConfigureAwait(false);
        string death = "the child " + ExitStatus.Describe(_process.ExitCode);
        return new ChildReply(null, lastLine is null ? death : $"{death}; last message: {lastLine}");
    }
}
