using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>The C compiler of this machine; tests that need it are skipped without it.</summary>
internal static class CCompiler
{
    /// <summary>Compiles source text.</summary>
    /// <param name="source">C.</param>
    /// <param name="output">The file to make.</param>
    /// <param name="options">What else the compiler gets, after the source.</param>
    public static void Compile(string source, string output, params string[] options)
    {
        Run("cc", ["-x", "c", "-", "-o", output, .. options], source);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static string Run(string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program}: {errors.Result}");
            return output;
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"no {program}: {e.Message}");
            throw;
        }
    }
}
