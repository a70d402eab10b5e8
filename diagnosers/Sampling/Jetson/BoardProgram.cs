using System.ComponentModel;
using System.Diagnostics;

namespace InferenceBench.Sampling.Jetson;

/// <summary>A program of the board's own, run to its end without input.</summary>
/// <param name="Path">Its absolute path.</param>
internal sealed record BoardProgram(string Path)
{
    private static readonly string[] s_folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>Time that a question may take.</summary>
    public static TimeSpan QuestionLimit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Looks for a program; null when it is not there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="pathVariable">Folders to look in, as <c>PATH</c> has them; the system's own folders follow, which the <c>PATH</c> of users may lack. Null takes <c>PATH</c>.</param>
    public static BoardProgram? Find(string name, string? pathVariable = null)
    {
        string[] folders = (pathVariable ?? Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator);
        string? file = folders.Where(System.IO.Path.IsPathRooted).Concat(s_folders).Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(IsExecutable);
        return file is null ? null : new BoardProgram(file);
    }

    /// <summary>Runs it. Does not throw.</summary>
    /// <param name="limit">Time after which it is killed with its children.</param>
    /// <param name="arguments">Its arguments.</param>
    public BoardProgramResult Run(TimeSpan limit, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;

            // A program that asks something gets the end of its input for an answer.
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(limit) || !Task.WaitAll([output, error], limit))
            {
                process.Kill(entireProcessTree: true);
                return new BoardProgramResult(null, string.Empty, FormattableString.Invariant($"it was not done after {limit.TotalSeconds:0.#} s"));
            }

            return new BoardProgramResult(process.ExitCode, output.Result, error.Result);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException or AggregateException)
        {
            return new BoardProgramResult(null, string.Empty, exception.Message);
        }
    }

    private static bool IsExecutable(string file)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Execute) != 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
