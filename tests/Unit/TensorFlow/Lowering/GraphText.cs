using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Tensors of a graph as text: <c>Op(inputs; attributes)</c>, constants by their elements, types and attributes that are false or 0 left out.</summary>
internal sealed class GraphText(GraphDef graph)
{
    private const int MaxElements = 16;

    private readonly Dictionary<string, NodeDef> _nodes = graph.Node.ToDictionary(static node => node.Name);

    /// <summary>The text of a tensor, <c>node</c> or <c>node:output</c>.</summary>
    public string Of(string tensor)
    {
        int colon = tensor.LastIndexOf(':');
        string output = colon < 0 ? "" : tensor[colon..];
        NodeDef node = _nodes[colon < 0 ? tensor : tensor[..colon]];
        return node.Op switch
        {
            "Placeholder" => node.Name,
            "Const" => Elements(node.Attr["value"].Tensor),
            _ => $"{node.Op}({string.Join("; ", new[] { string.Join(", ", node.Input.Select(Of)) }.Concat(Attributes(node)))}){output}",
        };
    }

    private static IEnumerable<string> Attributes(NodeDef node)
    {
        return node.Attr.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value.ValueCase switch
        {
            AttrValue.ValueOneofCase.B => pair.Value.B ? pair.Key : "",
            AttrValue.ValueOneofCase.I => pair.Value.I == 0 || pair.Key == "N" ? "" : FormattableString.Invariant($"{pair.Key}={pair.Value.I}"),
            AttrValue.ValueOneofCase.F => FormattableString.Invariant($"{pair.Key}={pair.Value.F}"),
            AttrValue.ValueOneofCase.S => $"{pair.Key}={pair.Value.S.ToStringUtf8()}",
            AttrValue.ValueOneofCase.List => $"{pair.Key}=[{string.Join(", ", pair.Value.List.I)}]",
            AttrValue.ValueOneofCase.Type => pair.Key == "DstT" ? pair.Value.Type.ToString() : "",
            _ => pair.Key,
        }).Where(static text => text.Length > 0);
    }

    private static string Elements(TensorProto tensor)
    {
        ReadOnlySpan<byte> bytes = tensor.TensorContent.Span;
        string[] elements = tensor.Dtype switch
        {
            DataType.DtFloat => Texts(MemoryMarshal.Cast<byte, float>(bytes)),
            DataType.DtDouble => Texts(MemoryMarshal.Cast<byte, double>(bytes)),
            DataType.DtInt32 => Texts(MemoryMarshal.Cast<byte, int>(bytes)),
            DataType.DtInt64 => Texts(MemoryMarshal.Cast<byte, long>(bytes)),
            _ => Texts(bytes),
        };
        string list = elements.Length > MaxElements ? $"{elements.Length} elements" : string.Join(", ", elements);
        return tensor.TensorShape.Dim.Count switch
        {
            0 => list,
            1 => $"[{list}]",
            _ => $"[{list}]:{string.Join('x', tensor.TensorShape.Dim.Select(static dimension => dimension.Size))}",
        };
    }

    private static string[] Texts<T>(ReadOnlySpan<T> elements)
        where T : IFormattable
    {
        return Array.ConvertAll(elements.ToArray(), static element => element.ToString(null, CultureInfo.InvariantCulture));
    }
}
