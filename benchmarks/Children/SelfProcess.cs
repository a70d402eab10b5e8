using System.Diagnostics;

namespace InferenceBench.Children;

/// <summary>How to start this executable again: the apphost, or <c>dotnet NAME.dll</c> where there is none (linux-arm64 without a runtime pack).</summary>
public static class SelfProcess
{
    /// <summary>A start description of this very executable with its leading arguments; the caller adds its own to <see cref="ProcessStartInfo.ArgumentList"/>.</summary>
    public static ProcessStartInfo CreateStartInfo()
    {
        throw new NotImplementedException();
    }
}
