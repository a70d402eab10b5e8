using Google.Protobuf;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Protos;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Engine;

public sealed class XlaWeightsTests
{
    [Theory]
    [InlineData("Const", 4096, true)]
    [InlineData("Const", 4095, false)]
    [InlineData("Placeholder", 4096, false)]
    public void Weights_are_kept_out_of_clusters_and_small_constants_are_not(string type, int bytes, bool isOutside)
    {
        NodeDef node = new() { Op = type, Name = "node" };
        node.Attr["value"] = new AttrValue { Tensor = new TensorProto { TensorContent = ByteString.CopyFrom(new byte[bytes]) } };
        GraphDef graph = new();
        graph.Node.Add(node);

        XlaWeights.KeepOutside(graph);

        Assert.Equal(isOutside, node.Attr.TryGetValue("_XlaCompile", out AttrValue? value) && value is { ValueCase: AttrValue.ValueOneofCase.B, B: false });
    }
}
