using InferenceBench.Cases;

namespace InferenceBench.Parity;

/// <summary>One model file to compare.</summary>
/// <param name="File">Absolute path of the file or folder.</param>
/// <param name="Model">Catalogue id, or the file's name without extension.</param>
internal sealed record ParityTask(string File, string Model)
{
    /// <summary>Raw float32 files for the first inputs, in order; the others get seeded values.</summary>
    public IReadOnlyList<string> InputFiles { get; init; } = [];

    /// <summary>Raw float32 file with the expected output; null compares with a reference run.</summary>
    public string? ExpectedFile { get; init; }

    /// <summary>The model of the reference run; null takes the file itself.</summary>
    public string? ReferenceFile { get; init; }

    /// <summary>Shapes of inputs by name; "" names the first.</summary>
    public IReadOnlyDictionary<string, long[]> InputShapes { get; init; } = new Dictionary<string, long[]>();

    /// <summary>The extension with its dot in lower case, or <see cref="ModelExtension.Folder"/>.</summary>
    public string Extension => ModelExtension.Of(File);
}
