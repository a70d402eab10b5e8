using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>
/// The changes between opset 13 and 22 that are more than additional types, attributes whose default is what was before, or clearer words: found by comparing the
/// inputs, attributes and texts of all versions in ONNX's changelog.
/// </summary>
internal static class OpsetChanges
{
    private static readonly Lazy<Dictionary<string, List<OpsetChange>>> s_changes = new(Build);

    /// <summary>What changes for a node between two opsets.</summary>
    /// <param name="node">The node.</param>
    /// <param name="from">The opset that it was written for, at least 13.</param>
    /// <param name="to">The opset that it is to be read by, at most 22.</param>
    public static IEnumerable<OpsetChange> Of(NodeProto node, long from, long to)
    {
        return node.Domain is "" or "ai.onnx" && s_changes.Value.TryGetValue(node.OpType, out List<OpsetChange>? changes)
            ? changes.Where(change => change.Opset > from && change.Opset <= to && change.Concerns?.Invoke(node) != false)
            : [];
    }

    private static Dictionary<string, List<OpsetChange>> Build()
    {
        var changes = new Dictionary<string, List<OpsetChange>>(StringComparer.Ordinal);
        Add(new OpsetChange(14) { Concerns = static node => node.Output.Count > 1 }, "BatchNormalization");
        Add(new OpsetChange(16), "RoiAlign");
        Add(
            new OpsetChange(18) { Concerns = static node => node.FindAttribute("axes") is not null, MovedAttribute = "axes" },
            "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare");

        // Without lengths the number of parts has to be said.
        Add(new OpsetChange(18) { Concerns = static node => node.Input.Count < 2 || node.Input[1].Length == 0, MovedAttribute = "" }, "Split");

        Add(new OpsetChange(19) { Concerns = PoolingWindows.MayHangOver }, "AveragePool");
        Add(new OpsetChange(22) { Concerns = PoolingWindows.MayHangOver }, "AveragePool MaxPool");
        Add(new OpsetChange(20), "DFT GridSample");
        Add(new OpsetChange(21), "GroupNormalization");
        return changes;

        void Add(OpsetChange change, string operators)
        {
            foreach (string name in operators.Split(' '))
            {
                if (!changes.TryGetValue(name, out List<OpsetChange>? list))
                {
                    changes.Add(name, list = []);
                }

                list.Add(change);
            }
        }
    }
}
