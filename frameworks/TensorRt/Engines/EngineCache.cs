using System.Security.Cryptography;
using System.Text.Json;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>
/// Built engines in a folder: <c>NAME_PRECISION-KEY.engine</c>, a plan as trtexec writes and reads it, and beside it a JSON file that seals it. Both are renamed into place,
/// the seal last, so that a file that was cut off or changed is found out.
/// </summary>
/// <param name="folder">Absolute path; made when the first engine is kept.</param>
internal sealed class EngineCache(string folder)
{
    private const string EngineExtension = ".engine";
    private const string SealExtension = ".json";
    private const int NameLength = 60;
    private const int KeyLength = 16;

    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true };

    /// <summary>The file of an engine; it may not exist.</summary>
    /// <param name="recipe">What it was built from.</param>
    /// <param name="key">Its key.</param>
    public string FileOf(EngineRecipe recipe, string key)
    {
        string stem = Path.GetFileNameWithoutExtension(recipe.ModelPath);
        string name = stem[..Math.Min(stem.Length, NameLength)];
        return Path.Combine(folder, $"{name}_{recipe.Precision.ToName()}-{key[..KeyLength]}{EngineExtension}");
    }

    /// <summary>Reads an engine.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="key">Its key.</param>
    /// <param name="plan">The plan; empty when there is none that can be used.</param>
    /// <param name="problem">What is wrong with the one that is there; null when there is none, or nothing is wrong.</param>
    /// <returns>What stands beside it; null when there is none that can be used.</returns>
    public static CachedEngine? TryRead(string file, string key, out byte[] plan, out string? problem)
    {
        plan = [];
        problem = null;
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            CachedEngine? seal = JsonSerializer.Deserialize<CachedEngine>(File.ReadAllBytes(Path.ChangeExtension(file, SealExtension)));
            byte[] content = File.ReadAllBytes(file);
            if (seal is null || seal.Key != key || seal.Sha256 != HashOf(content))
            {
                problem = "the one in the cache is damaged or not whole";
                return null;
            }

            plan = content;
            return seal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            problem = e is JsonException or FileNotFoundException ? "the one in the cache is damaged or not whole" : $"the one in the cache cannot be read: {e.Message}";
            return null;
        }
    }

    /// <summary>Keeps an engine.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="recipe">What it was built from.</param>
    /// <param name="key">Its key.</param>
    /// <param name="buildTime">How long it was built.</param>
    /// <returns>Why it is not kept; null when it is.</returns>
    public static string? TryWrite(string file, ReadOnlySpan<byte> plan, EngineRecipe recipe, string key, TimeSpan buildTime)
    {
        var seal = new CachedEngine(key, HashOf(plan), buildTime.TotalSeconds, recipe.TensorRtVersion, $"{recipe.Gpu.Name} {recipe.Gpu.Compute}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Replace(file, plan);
            Replace(Path.ChangeExtension(file, SealExtension), JsonSerializer.SerializeToUtf8Bytes(seal, s_readable));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(file);
            return e.Message;
        }
    }

    // A plan without its seal is of no use to anybody.
    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and is found out by its missing seal.
            return;
        }
    }

    private static string HashOf(ReadOnlySpan<byte> content)
    {
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
