using System.Globalization;
using System.Text;
using InferenceBench.Contracts;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Verbs;

/// <summary>What <c>models convert</c> prints.</summary>
/// <param name="File">Absolute path of the new model.</param>
/// <param name="Precision"><c>fp16</c> or <c>bf16</c>.</param>
/// <param name="Opset">Version of the default operator set.</param>
/// <param name="OpsetBefore">The same before.</param>
/// <param name="OpsetNote">Why it could not be raised as far as bf16 needs; null otherwise.</param>
/// <param name="Converted">Number of nodes that compute in the precision.</param>
/// <param name="Casts">Number of Cast nodes that were put in.</param>
/// <param name="Kept">Nodes that stay in fp32.</param>
/// <param name="Weights">What became of the elements of the weights.</param>
/// <param name="SizeBytes">Bytes of the new model.</param>
/// <param name="SizeBytesBefore">Bytes of the model before.</param>
internal sealed record ConversionPage(
    string File,
    string Precision,
    long Opset,
    long OpsetBefore,
    string? OpsetNote,
    int Converted,
    int Casts,
    IReadOnlyList<KeptNode> Kept,
    WeightCounts Weights,
    long SizeBytes,
    long SizeBytesBefore)
{
    private const int MaxNamedNodes = 3;

    /// <summary>The page of a model that was written.</summary>
    /// <param name="result">What was done.</param>
    /// <param name="precision">fp16 or bf16.</param>
    /// <param name="path">Absolute path of the new model.</param>
    /// <param name="sizeBytesBefore">Bytes of the model before.</param>
    public static ConversionPage Of(ConversionResult result, Precision precision, string path, long sizeBytesBefore)
    {
        long size = ModelFiles.SizeBytes(OnnxModel.Load(path));
        return new ConversionPage(
            path, precision.ToName(), result.Model.Opset, result.OpsetBefore, result.OpsetNote, result.Converted, result.Casts, result.Kept, result.Weights, size, sizeBytesBefore);
    }

    /// <summary>The page for people: one line for each fact, and one for each reason why something stays in fp32.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Line("file", Invariant($"{File} ({SizeBytes / 1e6:0.0##} MB, was {SizeBytesBefore / 1e6:0.0##} MB)"));
        Line("opset", Invariant($"{Opset}{(Opset == OpsetBefore ? "" : $", raised from {OpsetBefore}")}{(OpsetNote is null ? "" : $"; no newer: {OpsetNote}")}"));
        Line(Precision, Invariant($"{Count(Converted, "node")}, {Count(Casts, "Cast")} put in"));
        Line("fp32", Kept.Count == 0 ? "inputs and outputs" : Invariant($"inputs and outputs, and {Count(Kept.Count, "node")}:"));
        foreach (IGrouping<string, KeptNode> group in Kept.GroupBy(static node => node.Reason))
        {
            Line("", $"{Describe([.. group])}: {group.Key}");
        }

        Line("weights", Invariant($"{Weights.Converted:N0} converted, {Weights.Clamped:N0} beyond the range clamped, {Weights.Zeroed:N0} too small now 0")
            + (Weights.Raised == 0 ? "" : Invariant($", {Weights.Raised:N0} small constants raised to the least value")));
        return text.ToString();

        void Line(string name, string value)
        {
            text.Append(name.PadRight(12)).Append(value).Append('\n');
        }
    }

    // A few by name, many by their operators.
    private static string Describe(KeptNode[] nodes)
    {
        IEnumerable<string> parts = nodes.Length <= MaxNamedNodes
            ? nodes.Select(static node => $"{OneLine.Of(node.Operator, 40)} {OneLine.Quote(node.Node)}")
            : nodes.GroupBy(static node => node.Operator).Select(static group => Invariant($"{group.Count()} {OneLine.Of(group.Key, 40)}"));
        return string.Join(", ", parts);
    }

    private static string Count(int count, string name)
    {
        return Invariant($"{count} {name}{(count == 1 ? "" : "s")}");
    }

    private static string Invariant(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
