namespace InferenceBench.Diagnosers.Folders;

/// <summary>Tells one boot of a machine from the next: the monotonic clock begins anew with each.</summary>
internal static class BootId
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    /// <summary>The kernel's id of this boot; null where there is none.</summary>
    public static string? Read()
    {
        try
        {
            return File.ReadAllText(Path).Trim() is { Length: > 0 } id ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
