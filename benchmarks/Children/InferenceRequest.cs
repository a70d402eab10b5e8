using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Children;

/// <summary>One inference for a child.</summary>
/// <param name="Open">The model and how to run it.</param>
/// <param name="InputFiles">A file with the raw elements of each input, in order; null gets seeded values.</param>
/// <param name="Seed">Seed of the seeded values.</param>
/// <param name="Range">Range of seeded floating-point values.</param>
/// <param name="OutputDirectory">An existing folder for <c>INDEX.bin</c>, the raw elements of each output.</param>
internal sealed record InferenceRequest(
    OpenRequest Open,
    IReadOnlyList<string?> InputFiles,
    ulong Seed,
    InputRange Range,
    string OutputDirectory);
