namespace InferenceBench.Reporting.Import;

/// <summary>A file below the folders that were asked for.</summary>
/// <param name="FullPath">Absolute path, by the links that led to it.</param>
/// <param name="DisplayPath">Path for people: relative to the folder that was asked for, that folder's name in front.</param>
/// <param name="Length">Length in bytes; 0 for pipes and devices, too.</param>
/// <param name="IsAskedFor">Whether the file itself was named, not a folder above it.</param>
/// <param name="Problem">Why it cannot be looked at; null when it can.</param>
internal sealed record FoundFile(string FullPath, string DisplayPath, long Length, bool IsAskedFor, string? Problem = null);
