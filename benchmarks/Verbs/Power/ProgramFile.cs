using System.Runtime.Versioning;
using InferenceBench.Cli;

namespace InferenceBench.Verbs.Power;

/// <summary>Finds a program as a shell does. .NET itself looks beside this executable and in the current folder before it looks at PATH.</summary>
internal static class ProgramFile
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file of a program.</summary>
    /// <param name="name">A path, or a name to look for in the folders of PATH.</param>
    /// <exception cref="UsageException">There is no such program.</exception>
    public static string Find(string name)
    {
        if (Directory.Exists(name) && name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new UsageException($"{name} cannot be started: it is a folder");
        }

        if (name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || OperatingSystem.IsWindows())
        {
            return name;
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsProgram)
            ?? throw new UsageException($"{name} cannot be started: no folder of PATH has such a program; write its path");
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsProgram(string path)
    {
        return File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0;
    }
}
