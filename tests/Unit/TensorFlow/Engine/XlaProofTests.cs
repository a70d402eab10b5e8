using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Protos;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Engine;

public sealed class XlaProofTests
{
    [Fact]
    public void Clusters_are_counted_and_the_operators_outside_named()
    {
        XlaProof proof = XlaProof.Require(Trace(
            Node("_Arg"), Node("_XlaCompile", "function", "cluster_0"), Node("_XlaRun"), Node("_XlaMerge"),
            Node("_XlaCompile", "function", "cluster_1"), Node("_XlaRun"), Node("Where"), Node("TopKV2"), Node("Where"), Node("_Retval")));

        Assert.Equal("2 clusters; outside: TopKV2, Where × 2", proof.ToText());
    }

    [Fact]
    public void The_call_beside_a_cluster_is_not_outside_and_another_call_is()
    {
        XlaProof proof = XlaProof.Require(Trace(
            Node("_XlaCompile", "function", "cluster_0"), Node("_XlaRun"), Node("StatefulPartitionedCall", "f", "cluster_0"), Node("PartitionedCall", "f", "decode")));

        Assert.Equal("1 cluster; outside: PartitionedCall", proof.ToText());
    }

    [Fact]
    public void Nothing_outside_is_said_so()
    {
        Assert.Equal("1 cluster; outside: nothing", XlaProof.Require(Trace(Node("_XlaRun"), Node("Const"), Node("Identity"))).ToText());
    }

    [Fact]
    public void Without_a_cluster_the_case_is_not_the_variant_that_it_says()
    {
        string message = Assert.Throws<VariantException>(() => XlaProof.Require(Trace(Node("Conv2D"), Node("Relu")))).Message;

        Assert.StartsWith("XLA compiled nothing of this graph, which would run as plain TensorFlow (outside: Conv2D, Relu)", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void The_trial_run_asks_for_the_graphs_in_TensorFlows_format()
    {
        Assert.Equal([0x28, 0x01], XlaProof.RunOptions);
    }

    private static NodeDef Node(string type, string? attribute = null, string? function = null)
    {
        NodeDef node = new() { Op = type, Name = type };
        if (attribute is not null)
        {
            node.Attr[attribute] = new AttrValue { Func = new NameAttrList { Name = function } };
        }

        return node;
    }

    private static byte[] Trace(params NodeDef[] nodes)
    {
        // Two partitions, as with a GPU: what counts is in either.
        GraphDef first = new();
        first.Node.AddRange(nodes.Take(1));
        GraphDef second = new();
        second.Node.AddRange(nodes.Skip(1));
        RunMetadata metadata = new();
        metadata.PartitionGraphs.AddRange([first, second]);
        return metadata.ToByteArray();
    }
}
