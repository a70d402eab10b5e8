using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;
using Xunit;

namespace InferenceBench.Tests.Integration.Models;

/// <summary>ONNX's own node tests (Debian: libonnx-testdata): one operator each, with inputs and expected outputs.</summary>
public sealed class OnnxNodeTests(ITestOutputHelper output)
{
    private const string Folder = "/usr/share/libonnx-testdata/data/node";

    // The operators for which shape inference is promised.
    private static readonly HashSet<string> s_promised = new(
        """
        Conv ConvTranspose BatchNormalization Relu LeakyRelu Clip Sigmoid HardSigmoid HardSwish Tanh Erf Gelu Softmax Add Sub Mul Div Pow Sqrt
        Neg Exp MaxPool AveragePool GlobalAveragePool ReduceMean Gemm MatMul Flatten Reshape Transpose Concat Split Slice Gather Shape Unsqueeze
        Squeeze Expand Cast Constant Identity Dropout Pad Resize LayerNormalization Where Equal Not Mod Range ConstantOfShape ScatterND
        QuantizeLinear DequantizeLinear Sum Min Max Abs Floor And Or Greater Less IsNaN PRelu LRN ReduceSum Tile InstanceNormalization
        GroupNormalization
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        StringComparer.Ordinal);

    [Fact]
    public void Every_inferred_output_shape_is_that_of_the_expected_output()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "ONNX's test data is not installed: apt install libonnx-testdata");
        int tests = 0;
        int outputs = 0;
        var failures = new List<string>();
        foreach (string folder in Directory.GetDirectories(Folder).Order(StringComparer.Ordinal))
        {
            OnnxModel model = OnnxModel.Load(Path.Combine(folder, "model.onnx"));
            if (!model.Proto.Graph.Node.All(node => node.Domain.Length == 0 && s_promised.Contains(node.OpType)) || HasOtherTypes(model.Proto.Graph))
            {
                continue;
            }

            tests++;
            outputs += Check(model, folder, failures);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tests} tests, {outputs} outputs, {failures.Count} failures"));
        Assert.True(tests > 300, $"only {tests} tests were found");
        Assert.Empty(failures);
    }

    private static int Check(OnnxModel model, string folder, List<string> failures)
    {
        GraphProto graph = model.Proto.Graph;
        string data = Path.Combine(folder, "test_data_set_0");
        var inputs = new Dictionary<string, TensorProto>();
        for (int i = 0; i < graph.Input.Count; i++)
        {
            inputs[graph.Input[i].Name] = TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(data, $"input_{i}.pb")));
        }

        // What the file says of its outputs would be taken where a rule does not answer: it must not help. (Its types are compared, because
        // the data of some outputs is stored in another type.)
        ElementType[] types = [.. graph.Output.Select(value => (ElementType)value.Type.TensorType.ElemType)];
        foreach (ValueInfoProto value in graph.Output)
        {
            value.Type = null;
        }

        graph.ValueInfo.Clear();
        GraphShapes shapes = GraphShapes.Infer(model, inputs.ToDictionary(pair => pair.Key, pair => pair.Value.Dims.ToArray()), inputs);
        for (int i = 0; i < graph.Output.Count; i++)
        {
            TensorProto expected = TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(data, $"output_{i}.pb")));
            var wanted = new TensorSpec(graph.Output[i].Name, types[i], [.. expected.Dims]);
            string? found = shapes.FindSpec(graph.Output[i].Name)?.ToString();
            if (found != wanted.ToString())
            {
                failures.Add($"{Path.GetFileName(folder)}: {found ?? "nothing"} where {wanted} is due; {string.Join("; ", shapes.Problems)}");
            }
        }

        return graph.Output.Count;
    }

    private static bool HasOtherTypes(GraphProto graph)
    {
        return graph.Input.Concat(graph.Output).Any(value => value.Type?.TensorType is not { ElemType: not (int)ElementType.String });
    }
}
