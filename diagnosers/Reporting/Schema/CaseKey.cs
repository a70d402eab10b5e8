namespace InferenceBench.Reporting.Schema;

/// <summary>What identifies a case in lists, tables, charts and files. All values are public names.</summary>
/// <param name="Framework">Framework id: <c>onnxruntime</c>.</param>
/// <param name="Variant">Variant id; <c>default</c> for a framework without variants.</param>
/// <param name="Provider">Provider id: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Model">Catalogue id, or the file's name without extension.</param>
/// <param name="Batch">Batch size, at least 1.</param>
/// <param name="Precision"><c>fp32</c>, <c>fp16</c>, <c>bf16</c> or <c>int8</c>.</param>
public sealed record CaseKey(
    string Framework,
    string Variant,
    string Provider,
    string Device,
    string Model,
    int Batch,
    string Precision)
{
    private const int LongestFileName = 150;

    /// <summary>One word for people and log lines: <c>onnxruntime/cpu/resnet50/b1/fp32</c>; what is "" or the default variant is left out.</summary>
    public override string ToString()
    {
        string place = Provider == Device ? Device : $"{Provider}/{Device}";
        string?[] parts = [Framework, Variant == "default" ? "" : Variant, place.Trim('/'), Model, FormattableString.Invariant($"b{Batch}"), Precision];
        return string.Join('/', parts.Where(static part => part is { Length: > 0 }));
    }

    /// <summary>A readable file name without extension: letters, digits, dots, dashes and underscores, at most 150 long. Different keys may share one.</summary>
    public string ToFileName()
    {
        string name = string.Concat(ToString().Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).TrimStart('.');
        return name.Length <= LongestFileName ? name : name[..LongestFileName];
    }
}
