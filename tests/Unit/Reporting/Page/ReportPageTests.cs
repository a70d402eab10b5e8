using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page;
using InferenceBench.Reporting.Page.Data;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Page;

/// <summary>The page as text; what it does in a browser is tested in Integration.</summary>
public sealed partial class ReportPageTests
{
    private const string Script = "<script>alert('&')</script>";

    [Fact]
    public void The_policy_names_the_hash_of_each_script_and_of_the_style_and_allows_nothing_else()
    {
        string html = PageSample.Html(PageSample.Small());
        string policy = Policy().Match(html).Groups[1].Value;
        string[] scripts = [.. Scripts().Matches(html).Select(static match => match.Groups[1].Value)];
        string[] styles = [.. Styles().Matches(html).Select(static match => match.Groups[1].Value)];
        Assert.Equal(2, scripts.Length);
        Assert.Single(styles);
        Assert.Equal($"default-src 'none'; script-src {Hash(scripts[0])} {Hash(scripts[1])}; style-src {Hash(styles[0])}; img-src data:; base-uri 'none'; form-action 'none'", policy);
    }

    [Fact]
    public void Nothing_in_the_page_is_loaded_from_elsewhere_or_needs_what_the_policy_forbids()
    {
        string html = PageSample.Html(PageSample.Small());
        Assert.DoesNotMatch("<(link|img|iframe|object|embed|base|form)\\b", html);
        Assert.DoesNotMatch("\\s(src|srcset|on[a-z]+|style)=", html.Replace(PageAssets.Script, "", StringComparison.Ordinal));
        Assert.DoesNotContain("innerHTML", PageAssets.Script, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", ReportPage.Style(), StringComparison.Ordinal);
        Assert.DoesNotContain("url(", ReportPage.Style(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Script)]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("<!-- --> ]]> \u2028\u2029 \0 \ud83d\ude00 \u202e")]
    [InlineData("a\ud800b")]
    public void Text_of_a_file_is_never_markup(string text)
    {
        string html = PageSample.Html(PageSample.Hostile(text));
        string plain = PageSample.Html(PageSample.Hostile("plain"));
        Assert.Equal(Tags(plain), Tags(html));
        using JsonDocument data = Data(html);
        Assert.True(data.RootElement.GetProperty("rows").GetArrayLength() == 2);
    }

    [Fact]
    public void The_embedded_data_holds_texts_and_figures_as_they_are()
    {
        using JsonDocument data = Data(PageSample.Html(PageSample.Hostile(Script)));
        Assert.Contains(Script, data.RootElement.GetProperty("texts").EnumerateArray().Select(static text => text.GetString()));
        JsonElement[] figures = [.. data.RootElement.GetProperty("rows").EnumerateArray().Select(static row => row[23][0])];
        Assert.Contains(figures, static figure => figure.ValueKind == JsonValueKind.Number && figure.GetDouble() == 1.5);
        Assert.Contains(figures, static figure => figure.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void The_same_comparison_gives_the_same_page()
    {
        Assert.Equal(PageSample.Html(PageSample.Small()), PageSample.Html(PageSample.Small()));
    }

    [Fact]
    public void Line_ends_of_the_page_are_those_of_its_assets_whatever_the_writer_says()
    {
        using StringWriter writer = new() { NewLine = "\r\n" };
        ReportPage.Write(PageSample.Small(), [], writer);
        Assert.DoesNotContain("\r", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Up_to_the_limit_every_run_has_a_row_and_above_it_every_case()
    {
        PageRows atLimit = PageRows.Of(PageSample.Large(ReportPage.MostRunRows));
        Assert.Equal(ReportPage.MostRunRows, atLimit.Rows.Count);
        Assert.Null(atLimit.Notice);

        ResultComparison above = PageSample.Large(ReportPage.MostRunRows + 1);
        PageRows merged = PageRows.Of(above);
        Assert.Equal(above.Cases.Count, merged.Rows.Count);
        Assert.Contains("2,001 rows", merged.Notice, StringComparison.Ordinal);
        Assert.Contains("compare.csv", merged.Notice, StringComparison.Ordinal);
        PageRow row = merged.Rows.First(static row => row.Runs > 2);
        Assert.Equal(row.Case.Figures[Figure.P50Ms], row.Figures[Figure.P50Ms]);
    }

    [Fact]
    public void Of_too_many_cases_the_page_holds_those_measured_last_and_says_so()
    {
        ResultRow[] rows = [.. Enumerable.Range(0, PageRows.MostCases + 5).Select(static i => new ResultRow
        {
            Origin = PageSample.Origin("alpha", i),
            Key = new CaseKey("onnxruntime", "default", "cpu", "cpu", $"model-{i:D5}", 1, "fp32"),
            Figures = FigureSet.Of(static figure => figure == Figure.P50Ms ? 1 : null),
        })];
        PageRows page = PageRows.Of(ResultComparison.Of(new(rows, [], rows.Length)));
        Assert.Equal(PageRows.MostCases, page.Rows.Count);
        Assert.Equal("model-00005", page.Rows[0].Row.Key.Model);
        Assert.Contains("Of 10,005 cases the page holds the 10,000 that were measured last", page.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_ranked_against_each_other_only_where_they_may_be()
    {
        RowOrigin origin = PageSample.Origin("alpha");
        ResultRow Of(string framework, string? transfers = "inside", string scope = "gpu", string parity = "passed") => new()
        {
            Origin = origin,
            Key = new CaseKey(framework, "default", "cuda", "cuda:0", "resnet50", 1, "fp32"),
            Transfers = transfers,
            EnergyScope = scope,
            Parity = new ParityResult(parity, null, null, null, null, null, null, null),
            Figures = FigureSet.Of(static figure => figure is Figure.P50Ms or Figure.EnergyJoules ? 1 : null),
        };
        IReadOnlyList<PageRow> rows = PageRows.Of(ResultComparison.Of(new([Of("a"), Of("b"), Of("c", "outside"), Of("d", scope: "module"), Of("e", parity: "failed")], [], 1))).Rows;
        PageRow Row(string framework) => rows.Single(row => row.Row.Key.Framework == framework);
        Assert.Equal(Row("a").TimeSet, Row("b").TimeSet);
        Assert.Equal(Row("a").EnergySet, Row("b").EnergySet);
        Assert.NotEqual(Row("a").TimeSet, Row("c").TimeSet);
        Assert.Equal(Row("a").TimeSet, Row("d").TimeSet);
        Assert.NotEqual(Row("a").EnergySet, Row("d").EnergySet);
        Assert.Equal(-1, Row("e").TimeSet);
        Assert.Equal(-1, Row("e").EnergySet);
    }

    [Fact]
    public void The_headline_names_the_best_of_each_device_and_how_far_it_is_ahead()
    {
        string html = PageSample.Html(PageSample.Small());
        Assert.Contains("<b>tensorrt</b> <span class=\"number\">0.2105</span>", html, StringComparison.Ordinal);
        Assert.Contains("1.19× tensorflow", html, StringComparison.Ordinal);
        Assert.Contains("no other to rank", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1, "scope=\"colgroup\"")]
    [InlineData(2, 5, "<caption>model-1, fp32</caption>")]
    [InlineData(12, 5, "<summary>4 more models</summary>")]
    public void The_headline_is_one_table_while_batches_fit_side_by_side(int models, int batches, string expected)
    {
        RowOrigin origin = PageSample.Origin("alpha");
        IEnumerable<ResultRow> rows =
            from model in Enumerable.Range(0, models)
            from batch in Enumerable.Range(0, batches)
            from framework in PageSample.Frameworks
            select new ResultRow
            {
                Origin = origin,
                Key = new CaseKey(framework, "default", "cpu", "cpu", $"model-{model}", 1 << batch, "fp32"),
                Figures = FigureSet.Of(figure => figure is Figure.P50Ms or Figure.ImagesPerSecond ? framework.Length : null),
            };
        string html = PageSample.Html(ResultComparison.Of(new([.. rows], [], 1)), []);
        Assert.Contains("level with tensorrt", html, StringComparison.Ordinal);
        Assert.Contains(expected, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flag_of_rows_and_energies_has_its_sentence()
    {
        IEnumerable<string> codes = typeof(RowFlags).GetFields().Select(static field => (string)field.GetRawConstantValue()!);
        Assert.Equal([], codes.Where(static code => FlagLegend.Of(code) is null));
    }

    [Fact]
    public void An_empty_comparison_still_gives_a_page()
    {
        string html = PageSample.Html(ResultComparison.Of(new([], [], 0)), []);
        Assert.Contains("nothing to rank", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_machines_and_files_left_out_are_there_without_script()
    {
        string html = PageSample.Html(PageSample.Small());
        foreach (string text in (string[])["CUDA error 2: out of memory", "libnvinfer.so.10 not found", "Test GPU 80GB", "not built: package TorchSharp", "results/gamma/report.json", "--filter *Resnet*"])
        {
            Assert.Contains(text, html, StringComparison.Ordinal);
        }
    }

    private static string[] Tags(string html)
    {
        string visible = DataBlock().Replace(html, "");
        return [.. AnyTag().Matches(visible).Select(static match => match.Value)];
    }

    private static JsonDocument Data(string html)
    {
        return JsonDocument.Parse(DataBlock().Match(html).Groups[1].Value);
    }

    private static string Hash(string content)
    {
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
    }

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataBlock();

    [GeneratedRegex("</?[a-zA-Z!][a-zA-Z0-9-]*")]
    private static partial Regex AnyTag();
}
