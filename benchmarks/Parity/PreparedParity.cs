using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Parity;

/// <summary>A task whose model was read and whose inputs are ready.</summary>
/// <param name="Signature">Inputs with concrete shapes, outputs, precision.</param>
/// <param name="InputFiles">A file with the raw elements of each input in its own type; null gets seeded values.</param>
/// <param name="Range">Range of seeded floating-point values.</param>
internal sealed record PreparedParity(ModelSignature Signature, IReadOnlyList<string?> InputFiles, InputRange Range)
{
    /// <summary>What the model is fed.</summary>
    public ReferenceInputs Inputs => new(Signature.Inputs, InputFiles, ReferenceStore.InputSeed, Range);
}
