using System.Diagnostics;
using System.Reflection;

namespace InferenceBench.Children;

/// <summary>How to start this executable again: the apphost, or <c>dotnet NAME.dll</c> where there is none (linux-arm64 without a runtime pack).</summary>
public static class SelfProcess
{
    /// <summary>A start description of this very executable with its leading arguments; the caller adds its own to <see cref="ProcessStartInfo.ArgumentList"/>.</summary>
    public static ProcessStartInfo CreateStartInfo()
    {
        string assembly = Assembly.GetEntryAssembly()?.Location ?? "";
        string self = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is not known; start it by its full path");
        var start = new ProcessStartInfo { FileName = self, UseShellExecute = false };

        // Started as `dotnet NAME.dll`: the apphost beside it might not find that runtime, so the child starts in the same way.
        if (assembly.Length > 0 && Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(assembly);
        }

        return start;
    }
}
