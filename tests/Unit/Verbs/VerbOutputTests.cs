using InferenceBench.Contracts;
using InferenceBench.Parity;
using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class VerbOutputTests
{
    [Fact]
    public void Unknown_dimensions_are_null_and_operator_names_keep_their_case()
    {
        string json = VerbOutput.ToJson(new
        {
            Inputs = new[] { new TensorSpec("x", ElementType.Float32, [-1, 3]) },
            Operators = new Dictionary<string, int> { ["Conv"] = 2 },
        });

        Assert.Equal("""{"inputs":[{"name":"x","type":"float32","shape":[null,3]}],"operators":{"Conv":2}}""", Compact(json));
    }

    [Fact]
    public void A_parity_case_has_its_documented_fields()
    {
        var report = new ParityReport("r", [new ParityCase("/m/net.onnx", "net", "engine", "default", "cpu", null).Skip("größer")]);

        Assert.Equal(
            """{"reference":"r","cases":[{"file":"/m/net.onnx","model":"net","framework":"engine","variant":"default","provider":"cpu","precision":null,"status":"skipped","passed":null,"reason":"größer","maxAbs":null,"meanAbs":null,"maxRel":null,"cosine":null,"psnrDb":null,"top1":null}]}""",
            Compact(VerbOutput.ToJson(report)));
    }

    private static string Compact(string json)
    {
        return string.Concat(json.Split('\n').Select(static line => line.Trim())).Replace("\": ", "\":", StringComparison.Ordinal);
    }
}
