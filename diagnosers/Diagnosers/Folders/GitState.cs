using System.ComponentModel;
using System.Diagnostics;

namespace InferenceBench.Diagnosers.Folders;

/// <summary>The commit that a run measured and whether files differ from it, as <c>git</c> says; nulls where there is no git or no checkout.</summary>
/// <param name="Commit">Full hash of HEAD.</param>
/// <param name="Dirty">Whether anything but results differs from HEAD, files that git does not know included.</param>
public sealed record GitState(string? Commit, bool? Dirty)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>Nothing is known.</summary>
    public static GitState Unknown { get; } = new(null, null);

    /// <summary>First seven digits of the commit; <c>nogit</c> without one.</summary>
    public string ShortCommit => Commit is { Length: >= 7 } ? Commit[..7] : "nogit";

    /// <summary>Asks git, for at most five seconds a question. Changes nothing in the checkout.</summary>
    /// <param name="sourceDirectory">A folder inside the checkout; null gives <see cref="Unknown"/>.</param>
    /// <param name="resultsDirectory">The folder of results: like <c>results/</c> itself, it does not count as dirty.</param>
    public static GitState Read(string? sourceDirectory, string resultsDirectory)
    {
        if (sourceDirectory is null || Ask(sourceDirectory, "rev-parse", "HEAD", "--show-toplevel") is not { } answer)
        {
            return Unknown;
        }

        string[] lines = answer.Split('\n');
        string root = lines.Length > 1 ? lines[1] : sourceDirectory;
        List<string> question = ["status", "--porcelain", "--", ".", ":(exclude)results"];
        string relative = Path.GetRelativePath(root, resultsDirectory);
        if (relative != "." && !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative))
        {
            question.Add($":(exclude,literal){relative}");
        }

        string? changes = Ask(root, [.. question]);
        return new GitState(lines[0], changes is null ? null : changes.Length > 0);
    }

    private static string? Ask(string directory, params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Without it "status" may rewrite the index of a checkout that others use at the same time.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using Process git = Process.Start(start)!;
            git.ErrorDataReceived += static (_, _) => { };
            git.BeginErrorReadLine();
            Task<string> output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(s_timeout))
            {
                git.Kill(entireProcessTree: true);
                return null;
            }

            return git.ExitCode == 0 && output.Wait(s_timeout) ? output.Result.TrimEnd('\n') : null;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
