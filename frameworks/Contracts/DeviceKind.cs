namespace InferenceBench.Contracts;

/// <summary>The kind of processor that runs an inference.</summary>
public enum DeviceKind
{
    /// <summary>The host's processor.</summary>
    Cpu,

    /// <summary>A CUDA device, discrete or integrated (Jetson).</summary>
    Cuda,
}
