using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>Why NVML gives nothing and what to do about it, apart: <c>doctor</c> shows them in two places, a run as one line.</summary>
internal sealed class NvmlException : Exception
{
    public NvmlException(string reason, string? remedy, SensorAccess access = SensorAccess.Unknown)
        : base(reason)
    {
        Remedy = remedy;
        Access = access;
    }

    /// <summary>What to do; null when there is nothing.</summary>
    public string? Remedy { get; }

    /// <summary>Whether this user was refused.</summary>
    public SensorAccess Access { get; }

    /// <summary>The same for whoever knows no NVML.</summary>
    public PowerSourceException ToPowerSourceException()
    {
        return new PowerSourceException(Remedy is null ? Message : $"{Message}; {Remedy}", this);
    }
}
