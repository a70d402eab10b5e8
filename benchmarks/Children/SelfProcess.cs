using System.Diagnostics;
using System.Reflection;

namespace InferenceBench.Children;

/// <summary>How to start this executable again: the apphost, or <c>dotnet NAME.dll</c> where there is none (linux-arm64 without a runtime pack).</summary>
public static class SelfProcess
{
    /// <summary>A start description of this very executable with its leading arguments; the caller adds its own to <see cref="ProcessStartInfo.ArgumentList"/>.</summary>
    public static ProcessStartInfo CreateStartInfo()
    {
        string executable = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this executable is not known");
        var start = new ProcessStartInfo(executable) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        return start;
    }
}
