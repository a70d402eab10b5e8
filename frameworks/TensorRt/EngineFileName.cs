using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>What the name of an engine file says: <c>NAME_DATASET_PRECISION.engine</c>, or as much of it as there is.</summary>
/// <param name="Name">The model's name; the file's name without extension when nothing else is told.</param>
/// <param name="Dataset">The data set that it was trained on; null when it is not told.</param>
/// <param name="Precision">What it computes in; null when it is not told.</param>
internal sealed record EngineFileName(string Name, string? Dataset, Precision? Precision)
{
    // Model names hold underscores, too (mobilenet_v3_large): only a known data set is taken for one.
    private static readonly string[] s_datasets =
        ["cifar10", "cifar100", "cifar", "imagenet", "imagenet1k", "imagenet21k", "mnist", "fashionmnist", "svhn", "coco", "voc", "tinyimagenet", "cityscapes", "ade20k", "kitti"];

    /// <summary>The model as tables name it: without the precision, which has a column of its own.</summary>
    public string Model => Dataset is null ? Name : $"{Name}_{Dataset}";

    /// <summary>Reads a file's name. The precision is the last part, the data set the one before; both are told by known words.</summary>
    /// <param name="path">The file.</param>
    public static EngineFileName Parse(string path)
    {
        string stem = Path.GetFileNameWithoutExtension(path);
        string rest = stem;
        Precision? precision = null;
        if (LastPart(rest) is { } last && PrecisionOf(last) is { } told)
        {
            precision = told;
            rest = rest[..^(last.Length + 1)];
        }

        string? dataset = LastPart(rest) is { } part && s_datasets.Contains(part.Replace("-", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase) ? part : null;
        return new EngineFileName(dataset is null ? rest : rest[..^(dataset.Length + 1)], dataset, precision);
    }

    // What follows the last underscore when something stands before it.
    private static string? LastPart(string text)
    {
        int underscore = text.LastIndexOf('_');
        return underscore > 0 && underscore < text.Length - 1 ? text[(underscore + 1)..] : null;
    }

    private static Precision? PrecisionOf(string text)
    {
        return PrecisionNames.TryParse(text, out Precision precision) ? precision
            : text.ToLowerInvariant() switch
            {
                "float32" or "tf32" => Contracts.Precision.Fp32,
                "float16" or "half" => Contracts.Precision.Fp16,
                "bfloat16" => Contracts.Precision.Bf16,
                _ => null,
            };
    }
}
