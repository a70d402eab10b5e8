namespace InferenceBench.Reporting.Import;

/// <summary>A file that a format claims.</summary>
/// <param name="Index">Its place among all files that were found: rows are ordered by it.</param>
/// <param name="FullPath">Absolute path.</param>
/// <param name="DisplayPath">Path for people: relative to the folder that was asked for, that folder's name in front.</param>
internal sealed record ResultFile(int Index, string FullPath, string DisplayPath);
