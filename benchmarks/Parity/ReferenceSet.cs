using System.Security.Cryptography;
using System.Text.Json;
using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Verbs;

namespace InferenceBench.Parity;

/// <summary>Reference outputs in a folder: <c>INDEX.bin</c> files and <c>reference.json</c>, which names and seals them.</summary>
/// <param name="Reference">What computed them: framework, version, provider.</param>
/// <param name="Outputs">The outputs, with concrete shapes.</param>
/// <param name="Hashes">SHA-256 of each output's file.</param>
internal sealed record ReferenceSet(string Reference, IReadOnlyList<TensorSpec> Outputs, IReadOnlyList<string> Hashes)
{
    private const string FileName = "reference.json";

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TensorSpecJsonConverter() },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Seals a folder whose <c>INDEX.bin</c> files are complete.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="reference">What computed them.</param>
    /// <param name="outputs">The outputs.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Seal(string directory, string reference, IReadOnlyList<TensorSpec> outputs)
    {
        IReadOnlyList<string> hashes = [.. outputs.Select((_, index) => HashOf(InferenceJob.TensorFile(directory, index)))];
        CacheFile.Write(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(new ReferenceSet(reference, outputs, hashes), s_options));
    }

    /// <summary>Reads the seal of a folder; null when it is missing or an output is not what was sealed.</summary>
    /// <param name="directory">The folder.</param>
    public static ReferenceSet? TryRead(string directory)
    {
        try
        {
            ReferenceSet? set = JsonSerializer.Deserialize<ReferenceSet>(File.ReadAllBytes(Path.Combine(directory, FileName)), s_options);
            bool isWhole = set is not null
                && set.Hashes.Count == set.Outputs.Count
                && set.Hashes.Select((hash, index) => hash == HashOf(InferenceJob.TensorFile(directory, index))).All(static same => same);
            return isWhole ? set : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the outputs.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="outputs">The outputs that it holds.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="NotSupportedException">An output's type cannot be compared.</exception>
    public static IReadOnlyList<OutputValues> ReadOutputs(string directory, IReadOnlyList<TensorSpec> outputs)
    {
        return [.. outputs.Select((spec, index) => OutputValues.Of(spec, File.ReadAllBytes(InferenceJob.TensorFile(directory, index))))];
    }

    private static string HashOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
