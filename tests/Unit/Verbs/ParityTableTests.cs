using InferenceBench.Parity;
using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class ParityTableTests
{
    [Fact]
    public void A_reason_that_many_models_share_is_told_once_for_each_framework()
    {
        ParityCase[] cases = [.. from model in new[] { "a", "b", "c", "d", "e" }
                                 from framework in new[] { "first", "second" }
                                 select new ParityCase($"/{model}.onnx", model, framework, "default", "cpu", null).Skip("not built")];

        string[] lines = ParityTable.Of(new ParityReport(null, [.. cases, cases[0].Fail("other")])).Split('\n');

        Assert.Equal(
            ["skipped: a, b, c and 2 more on first: not built", "skipped: a, b, c and 2 more on second: not built", "failed: a on first: other"],
            lines.Where(static line => line.Contains(" on ", StringComparison.Ordinal)));
        Assert.Contains("0 passed, 1 failed, 10 skipped", lines);
    }

    [Fact]
    public void A_case_is_called_by_its_short_name_where_it_has_one()
    {
        var named = new ParityCase("/a.onnx", "a", "tensorflow", "xla", "cpu", "fp32") { DisplayName = "tfxla" };
        var unnamed = new ParityCase("/a.onnx", "a", "libtorch", "eager", "cpu", "fp32");

        string table = ParityTable.Of(new ParityReport(null, [named, unnamed]));

        Assert.Contains(" tfxla ", table, StringComparison.Ordinal);
        Assert.DoesNotContain("tensorflow", table, StringComparison.Ordinal);
        Assert.Contains(" libtorch eager ", table, StringComparison.Ordinal);
    }
}
