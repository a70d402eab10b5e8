using System.Globalization;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>What a trial run shows of XLA: its clusters, and the operators that stayed outside.</summary>
/// <param name="Clusters">How many clusters were compiled, at least 1.</param>
/// <param name="Outside">The operators that TensorFlow's own kernels compute, by type, with how many nodes each.</param>
internal sealed record XlaProof(int Clusters, IReadOnlyList<(string Operator, int Count)> Outside)
{
    private const string RunOperator = "_XlaRun";
    private const string CompileOperator = "_XlaCompile";

    // What feeds, moves, names or hands on values, and computes nothing.
    private static readonly HashSet<string> s_plumbing =
    [
        "_Arg", "_Retval", "_Send", "_Recv", "_HostSend", "_HostRecv", CompileOperator, RunOperator, "_XlaMerge", "Const", "HostConst", "NoOp", "Identity", "IdentityN", "Placeholder",
        "VarHandleOp", "ReadVariableOp", "Switch", "Merge",
    ];

    /// <summary>What to ask of a trial run: a serialised <c>RunOptions</c>.</summary>
    public static byte[] RunOptions { get; } = new RunOptions { OutputPartitionGraphs = true }.ToByteArray();

    /// <summary>Reads the proof from a trial run.</summary>
    /// <param name="metadata">A serialised <c>RunMetadata</c>.</param>
    /// <exception cref="VariantException">XLA compiled nothing.</exception>
    public static XlaProof Require(byte[] metadata)
    {
        XlaProof proof = Read(metadata);
        if (proof.Clusters > 0)
        {
            return proof;
        }

        string flags = TensorFlowEnvironment.InEffect(TensorFlowEnvironment.XlaFlags);
        string remedy = flags.Contains(TensorFlowEnvironment.SmallestClusters, StringComparison.Ordinal)
            ? ""
            : $"; {TensorFlowEnvironment.XlaFlags} is {flags}: with {TensorFlowEnvironment.SmallestClusters} in it, XLA takes clusters of any size";
        throw new VariantException($"XLA compiled nothing of this graph, which would run as plain TensorFlow ({proof.OutsideText}){remedy}");
    }

    /// <summary>Reads what a trial run shows.</summary>
    /// <param name="metadata">A serialised <c>RunMetadata</c>.</param>
    public static XlaProof Read(byte[] metadata)
    {
        NodeDef[] nodes = [.. RunMetadata.Parser.ParseFrom(metadata).PartitionGraphs.SelectMany(static graph => graph.Node)];
        HashSet<string> compiled = [.. nodes.Where(static node => node.Op == CompileOperator).Select(static node => FunctionOf(node, "function"))];
        return new XlaProof(
            nodes.Count(static node => node.Op == RunOperator),
            [.. nodes
                .Where(node => !s_plumbing.Contains(node.Op) && !compiled.Contains(FunctionOf(node, "f")))
                .GroupBy(static node => node.Op)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => (group.Key, group.Count()))]);
    }

    /// <summary>For the report: <c>2 clusters; outside: TopKV2, Where × 3</c>.</summary>
    public string ToText()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Clusters} {(Clusters == 1 ? "cluster" : "clusters")}; {OutsideText}");
    }

    // Beside each cluster stands a call of the same function, for inputs that were not compiled for.
    private static string FunctionOf(NodeDef node, string attribute)
    {
        return node.Attr.TryGetValue(attribute, out AttrValue? value) ? value.Func?.Name ?? "" : "";
    }

    private string OutsideText => Outside.Count == 0
        ? "outside: nothing"
        : "outside: " + string.Join(", ", Outside.Select(static entry => entry.Count == 1 ? entry.Operator : string.Create(CultureInfo.InvariantCulture, $"{entry.Operator} × {entry.Count}")));
}
