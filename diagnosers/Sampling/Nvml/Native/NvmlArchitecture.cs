namespace InferenceBench.Sampling.Nvml.Native;

/// <summary><c>nvmlDeviceArchitecture_t</c> of <c>nvml.h</c>. Later ones have greater numbers.</summary>
internal enum NvmlArchitecture : uint
{
    Kepler = 2,
    Maxwell = 3,
    Pascal = 4,
    Volta = 5,
    Turing = 6,
    Ampere = 7,
    Ada = 8,
    Hopper = 9,
    Blackwell = 10,
    Unknown = 0xffffffff,
}
