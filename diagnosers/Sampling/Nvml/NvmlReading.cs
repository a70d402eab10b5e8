using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>Reads one value of a device in the unit of its channel. Allocates nothing.</summary>
/// <param name="device">The device.</param>
/// <param name="value">The value; means nothing when the code is not <see cref="NvmlReturn.Success"/>.</param>
internal delegate NvmlReturn NvmlRead(NvmlDevice device, out double value);

/// <summary>One value that NVML may give.</summary>
/// <param name="Title">How people call it.</param>
/// <param name="Call">C name of the function.</param>
/// <param name="Channel">The channel that it becomes.</param>
/// <param name="Read">Reads it.</param>
internal sealed record NvmlReading(string Title, string Call, PowerChannel Channel, NvmlRead Read);
