using System.Globalization;
using System.Security.Cryptography;
using InferenceBench.Contracts;
using InferenceBench.Models;

namespace InferenceBench.Parity;

/// <summary>What a model is fed.</summary>
/// <param name="Specs">The inputs, with concrete shapes.</param>
/// <param name="Files">A file with the raw elements of each input; null gets seeded values.</param>
/// <param name="Seed">Seed of the seeded values.</param>
/// <param name="Range">Range of seeded floating-point values; null takes the one that the model's file declares.</param>
internal sealed record ReferenceInputs(IReadOnlyList<TensorSpec> Specs, IReadOnlyList<string?> Files, ulong Seed, InputRange? Range = null)
{
    /// <summary>Seeded values for all inputs.</summary>
    /// <param name="specs">The inputs, with concrete shapes.</param>
    /// <param name="seed">The seed.</param>
    public static ReferenceInputs Seeded(IReadOnlyList<TensorSpec> specs, ulong seed)
    {
        return new ReferenceInputs(specs, [.. specs.Select(static _ => (string?)null)], seed);
    }

    /// <summary>A text that differs when the values differ.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public string Fingerprint()
    {
        IEnumerable<string> contents = Files.Select(static file => file is null ? "seeded" : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        return string.Create(CultureInfo.InvariantCulture, $"{Seed}|{Range}|{string.Join('|', Specs)}|{string.Join('|', contents)}");
    }
}
