namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>One libtorch that may be loaded.</summary>
/// <param name="Library">Absolute path of its <c>libtorch_cpu.so</c>.</param>
/// <param name="IsNamed">Whether the user's variable names it; no other is then taken.</param>
internal sealed record LibtorchCandidate(string Library, bool IsNamed)
{
    /// <summary>The folder of its libraries.</summary>
    public string Folder => Path.GetDirectoryName(Library)!;

    /// <summary>Its version as far as its files tell; null when they do not.</summary>
    public string? Version { get; } = LibtorchVersion.Find(Library);

    /// <summary>A file of it for messages.</summary>
    public string Describe(string path)
    {
        return IsNamed ? $"{path} ({LibtorchFinder.Variable})" : path;
    }
}
