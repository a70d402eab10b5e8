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
    string Precision);
