namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>A framework of the iteration files under this project's public names. All of them ran on an NVIDIA GPU; the files say no provider.</summary>
/// <param name="Name">The file's own name in lower case, what stands before it left out: <c>tftrtfp16</c>. Energies are found by it.</param>
/// <param name="Framework">Framework id.</param>
/// <param name="Variant">Variant id.</param>
/// <param name="Precision">Precision; "" when the name does not say.</param>
/// <param name="Label">Name for people.</param>
internal sealed record IterationFramework(string Name, string Framework, string Variant, string Precision, string Label)
{
    // Longest names first: what a name ends with is its framework, because some files have the machine in front (v100torch). Unless a name says
    // otherwise it ran in fp32, what these scripts load.
    private static readonly IterationFramework[] s_known =
    [
        new("tftrtfp16", "tensorflow", "tftrt", "fp16", "tftrt fp16"),
        new("tftrtfp32", "tensorflow", "tftrt", "fp32", "tftrt fp32"),
        new("kerasxla", "keras", "xla", "fp32", "kerasxla"),
        new("onnxrt", "onnxruntime", "default", "fp32", "onnxrt"),
        new("tfxla", "tensorflow", "xla", "fp32", "tfxla"),
        new("keras", "keras", "default", "fp32", "keras"),
        new("torch", "torch", "default", "fp32", "torch"),
        new("tf", "tensorflow", "graph", "fp32", "tf"),
    ];

    private static readonly string[] s_precisions = ["fp32", "bf16", "fp16", "int8"];

    /// <summary>The framework of a file or region name; an unknown one keeps its own name in lower case.</summary>
    /// <param name="name">Name as the file has it; may be anything.</param>
    public static IterationFramework Of(string name)
    {
        string lower = name.Trim().ToLowerInvariant();
        return Array.Find(s_known, known => IsNameOf(lower, known.Name)) ?? Unknown(lower);
    }

    /// <summary>The variant of a way to run: a notebook is another one than a script, because the figures of the two differ by up to 68 %.</summary>
    /// <param name="runner"><c>py</c>, <c>nb</c> or null.</param>
    public string VariantOf(string? runner)
    {
        return runner != "nb" ? Variant : Variant == "default" ? "nb" : $"{Variant}-nb";
    }

    /// <summary>Name for people of a way to run.</summary>
    /// <param name="runner"><c>py</c>, <c>nb</c> or null.</param>
    public string LabelOf(string? runner)
    {
        return runner == "nb" ? $"{Label} nb" : Label;
    }

    // Only a GPU's number may stand in front: libtorch or mxnet_tf is something else.
    private static bool IsNameOf(string name, string known)
    {
        return name.EndsWith(known, StringComparison.Ordinal) && (name.Length == known.Length || char.IsAsciiDigit(name[^(known.Length + 1)]));
    }

    private static IterationFramework Unknown(string name)
    {
        string precision = Array.Find(s_precisions, found => name.EndsWith(found, StringComparison.Ordinal)) ?? "";
        return new IterationFramework(name, name, "default", precision, name);
    }
}
