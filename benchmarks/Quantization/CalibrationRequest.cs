using InferenceBench.Contracts;
using InferenceBench.Models.Quantization;

namespace InferenceBench.Quantization;

/// <summary>One calibration for a child.</summary>
/// <param name="Open">The model whose outputs are to be observed, and how to run it.</param>
/// <param name="Observed">The outputs, or inputs, to observe, by name.</param>
/// <param name="Samples">What it is fed.</param>
/// <param name="Settings">How ranges are chosen.</param>
internal sealed record CalibrationRequest(OpenRequest Open, IReadOnlyList<string> Observed, SampleSource Samples, CalibrationSettings Settings);
