using System.Globalization;

namespace InferenceBench.Sampling.Nvml;

/// <summary>
/// <c>CUDA_VISIBLE_DEVICES</c> (CUDA C++ Programming Guide, environment variables): numbers, or ids of GPUs that may be cut short, or instances of MIG; what follows an invalid
/// entry is not visible.
/// </summary>
internal static class CudaVisibleDevices
{
    private const string MigParent = "MIG-GPU-";

    /// <summary>Whether the variable hides every device.</summary>
    /// <param name="variable">Its value; null when it is not set.</param>
    public static bool HidesAll(string? variable)
    {
        return variable is not null && Entries(variable).Count == 0;
    }

    /// <summary>The entry that stands for an ordinal; null when there is none.</summary>
    /// <param name="variable">Its value.</param>
    /// <param name="ordinal">CUDA's number of the device.</param>
    public static string? EntryOf(string variable, int ordinal)
    {
        return Entries(variable).ElementAtOrDefault(ordinal);
    }

    /// <summary>Whether an entry names a GPU by its id. A number never does: which GPU it is, only CUDA knows.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="uuid">The GPU's id.</param>
    public static bool Names(string entry, string? uuid)
    {
        // MIG-GPU-<id of the GPU>/<instance>/<compute instance>, as drivers before 470 write it.
        string name = entry.StartsWith(MigParent, StringComparison.OrdinalIgnoreCase) ? entry[4..].Split('/')[0] : entry;
        return uuid is not null && name.Length > 4 && uuid.StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Entries(string variable)
    {
        return [.. variable.Split(',').Select(static entry => entry.Trim()).TakeWhile(IsValid)];
    }

    private static bool IsValid(string entry)
    {
        return int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || entry.StartsWith("GPU-", StringComparison.OrdinalIgnoreCase)
            || entry.StartsWith("MIG-", StringComparison.OrdinalIgnoreCase);
    }
}
