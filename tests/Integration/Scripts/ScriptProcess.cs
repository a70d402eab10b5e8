using System.ComponentModel;
using System.Diagnostics;

namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>A finished script or program: its exit code and what it wrote.</summary>
internal sealed record ScriptProcess(int Id, int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end with exactly the given environment and no input; kills it with its children after the limit.</summary>
    public static async Task<ScriptProcess> RunAsync(
        string file,
        IReadOnlyList<string> arguments,
        string workingDirectory,
        IReadOnlyDictionary<string, string> environment,
        TimeSpan limit)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new Win32Exception($"{file} did not start");
        process.StandardInput.Close();
        using CancellationTokenSource timeout = new(limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new ScriptProcess(process.Id, process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} was not done after {limit}");
        }
    }
}
