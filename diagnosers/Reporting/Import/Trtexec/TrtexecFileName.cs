using System.Globalization;
using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>
/// What a file's name says, by the rule <c>MODEL_DATASET_PRECISION</c> with a part like <c>b8</c>: all parts but the model may be missing or stand in another
/// order. A name with two batches or two precisions is ambiguous, and then the model is the whole name. The b1 of EfficientNet-B1 and the b16 of ViT-B/16 are no batch.
/// </summary>
/// <param name="Model">Model.</param>
/// <param name="Dataset">Data set whose name is a part; null without one.</param>
/// <param name="Batch">Batch size; 0 when the name does not say.</param>
/// <param name="Precision">Precision; "" when the name does not say.</param>
internal sealed partial record TrtexecFileName(string Model, string? Dataset, int Batch, string Precision)
{
    /// <summary>Reads a name.</summary>
    /// <param name="fileName">Name without folder.</param>
    public static TrtexecFileName Parse(string fileName)
    {
        string name = Path.GetFileNameWithoutExtension(fileName);
        MatchCollection parts = Part().Matches(name);
        string[] batches = Values(parts, "batch");
        string[] precisions = Values(parts, "precision");
        if (batches.Length > 1 || precisions.Length > 1)
        {
            return new TrtexecFileName(name, null, 0, "");
        }

        string model = Part().Replace(name, "").Trim('_', '-', '.');
        return new TrtexecFileName(
            model.Length == 0 ? name : model,
            Values(parts, "dataset").FirstOrDefault(),
            batches.Length == 1 ? int.Parse(batches[0], CultureInfo.InvariantCulture) : 0,
            precisions.FirstOrDefault() ?? "");
    }

    private static string[] Values(MatchCollection parts, string group)
    {
        return [.. parts.Select(part => part.Groups[group]).Where(static found => found.Success).Select(static found => found.Value.ToLowerInvariant())];
    }

    [GeneratedRegex(
        @"(?<=^|[_\-.])(?:(?<!(?:efficientnet|vit|deit|beit|mixer)[_\-.])(?:batch|bs|b)(?<batch>[1-9]\d{0,6})|(?<precision>fp32|tf32|fp16|bf16|fp8|int8|int4)|(?<dataset>imagenet|cifar10|cifar100|coco)|(?:export)?times?|trtexec)(?=$|[_\-.])[_\-.]?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
