using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace InferenceBench.Tests.Integration.Reporting;

/// <summary>Runs git in a folder; without git the test is skipped.</summary>
internal sealed class GitCheckout(string root)
{
    /// <summary>What a command prints.</summary>
    public string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments) { WorkingDirectory = root, RedirectStandardOutput = true };
        try
        {
            using Process git = Process.Start(start)!;
            string output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
            return output;
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"git is not here: {exception.Message}");
            return "";
        }
    }

    /// <summary>Commits what was added.</summary>
    public void Commit(string message)
    {
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message);
    }
}
