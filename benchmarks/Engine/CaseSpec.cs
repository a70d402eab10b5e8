using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Engine;

/// <summary>Everything a child needs to run one case: the host has decided it all, so the child parses and resolves nothing again.</summary>
/// <param name="Benchmark">Full name of the benchmark class.</param>
/// <param name="Key">The case.</param>
/// <param name="Open">The model and how to run it.</param>
/// <param name="Stages">How long to warm up and to measure.</param>
/// <param name="Seed">Seed of the inputs.</param>
/// <param name="InputRange">Range of seeded floating-point inputs.</param>
/// <param name="FrameworkVersion">The engine's own version.</param>
/// <param name="Macs">Multiply–accumulates of one sample.</param>
/// <param name="ReferenceDirectory">Folder of the reference outputs; null when there is none.</param>
/// <param name="NoReferenceReason">Why there is no reference; null when there is one.</param>
internal sealed record CaseSpec(
    string Benchmark,
    CaseKey Key,
    OpenRequest Open,
    StageSettings Stages,
    ulong Seed,
    InputRange InputRange,
    string? FrameworkVersion,
    long? Macs,
    string? ReferenceDirectory,
    string? NoReferenceReason);
