namespace InferenceBench.Contracts;

/// <summary>One native library that may be loaded.</summary>
/// <param name="Path">Absolute path; for <see cref="NativeLibraryPlace.System"/> a bare name that the system's loader resolves.</param>
/// <param name="Place">Where it was found.</param>
public sealed record NativeLibraryCandidate(string Path, NativeLibraryPlace Place);
