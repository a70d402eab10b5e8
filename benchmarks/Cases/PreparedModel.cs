using InferenceBench.Models;

namespace InferenceBench.Cases;

/// <summary>A model that is ready to be opened for one batch size.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Signature">Inputs and outputs with concrete shapes.</param>
/// <param name="InputRange">Range of seeded floating-point inputs.</param>
/// <param name="Macs">Multiply–accumulates of one sample; null when they could not be counted.</param>
internal sealed record PreparedModel(string Path, ModelSignature Signature, InputRange InputRange, long? Macs);
