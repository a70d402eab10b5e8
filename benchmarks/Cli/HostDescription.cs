using BenchmarkDotNet.Environments;

namespace InferenceBench.Cli;

/// <summary>BenchmarkDotNet's description of the host, which it asks other programs for (<c>lscpu</c>, <c>dotnet --version</c>) and then keeps.</summary>
internal static class HostDescription
{
    /// <summary>Asks now, while there is time, and not after the last case.</summary>
    public static void Prefetch()
    {
        HostEnvironmentInfo host = HostEnvironmentInfo.GetCurrent();
        _ = host.CpuInfo.Value;
        _ = host.DotNetSdkVersion.Value;
    }
}
