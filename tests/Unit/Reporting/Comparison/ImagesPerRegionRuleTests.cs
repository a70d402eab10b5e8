using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Rules;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

public sealed class ImagesPerRegionRuleTests
{
    [Fact]
    public void The_minority_of_the_ways_to_run_is_flagged_however_many_rows_it_has()
    {
        ResultRow[] rows = [Row("a2", "tf", 512), Row("a2", "keras", 512), .. Enumerable.Range(0, 9).Select(static i => Row("a2", "torch", 128, batch: 1 << i))];

        IReadOnlyList<ResultRow> flagged = ComparisonRules.Apply(rows);

        Assert.Equal(rows.Select(static row => row.Key), flagged.Select(static row => row.Key));
        Assert.All(flagged, static row => Assert.Equal(row.Key.Framework == "torch", IsFlagged(row)));
        Assert.Contains("128 images per region, 512 in 2 other ways", flagged[^1].Flags[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_number_is_usual_all_rows_are_flagged()
    {
        Assert.All(ComparisonRules.Apply([Row("a2", "tf", 512), Row("a2", "torch", 128)]), static row => Assert.True(IsFlagged(row)));
    }

    [Fact]
    public void Machines_and_models_are_looked_at_apart()
    {
        ResultRow[] rows = [Row("a2", "tf", 512), Row("v100", "tf", 128), Row("a2", "tf", 64, model: "other")];

        Assert.Same(rows, ComparisonRules.Apply(rows));
    }

    [Fact]
    public void Rows_of_other_formats_and_rows_without_a_number_are_left_alone()
    {
        ResultRow other = Row("a2", "tf", 512) with { Origin = Row("a2", "tf", 1).Origin with { Format = ResultFormats.Report } };
        ResultRow[] rows = [other, Row("a2", "torch", 128), Row("a2", "keras", 512) with { Settings = new Dictionary<string, string> { [ImagesPerRegionRule.Setting] = "many" } }];

        Assert.Same(rows, ComparisonRules.Apply(rows));
    }

    [Fact]
    public void Applying_the_rules_again_adds_nothing()
    {
        IReadOnlyList<ResultRow> once = ComparisonRules.Apply([Row("a2", "tf", 512), Row("a2", "keras", 512), Row("a2", "torch", 128)]);

        Assert.Same(once, ComparisonRules.Apply(once));
    }

    private static bool IsFlagged(ResultRow row)
    {
        return row.Flags.Any(static flag => flag.Code == RowFlags.ImagesPerRegion);
    }

    private static ResultRow Row(string machine, string framework, int images, int batch = 8, string model = "m")
    {
        return new ResultRow
        {
            Origin = new RowOrigin { File = "f.csv", FullPath = "/f.csv", Format = ResultFormats.IterationCsv, Machine = machine },
            Key = new CaseKey(framework, "default", "", "cuda", model, batch, "fp32"),
            Settings = new Dictionary<string, string> { [ImagesPerRegionRule.Setting] = FormattableString.Invariant($"{images}") },
        };
    }
}
