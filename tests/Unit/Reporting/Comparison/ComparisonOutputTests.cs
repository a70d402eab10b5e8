using System.Text;
using System.Text.Json;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Output;
using Xunit;
using static InferenceBench.Tests.Unit.Reporting.Comparison.SampleRows;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

public sealed class ComparisonOutputTests
{
    /// <summary>Texts that mean something to a page, a terminal, a table or a spreadsheet.</summary>
    public static TheoryData<string> Attacks =>
    [
        "<script>alert(1)</script>", "=HYPERLINK(\"http://x\",\"y\")", "@SUM(A1)", "+1+1", "-1|2", "\tx", "a|b|c", "a\nb\r\nc", "![x](http://x/y.png)", "[x]: http://x", "`x`", "**x**",
        "\e[31mred\e[0m", "\u202egnp.exe", "# title", "1. one", "<!--", "www.x.example", "http://x.example/", ":tada:", "&lt;", "\\", "nul\0byte",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_outputs_are_the_same_in_every_culture(bool isComma)
    {
        using CommaCulture? culture = isComma ? new CommaCulture() : null;
        var comparison = SampleComparison.Create();

        Snapshot.Verify("compare.md", Markdown(comparison, [new ChartImage("bars-resnet50", "Bars", "Latency of resnet50", "<svg/>")]), "comparison");
        Snapshot.Verify("compare.csv", Csv(comparison), "comparison");
        Snapshot.Verify("compare.json", Json(comparison), "comparison");
        Snapshot.Verify("compare.txt", Console(comparison), "comparison");
    }

    [Fact]
    public void The_console_tables_fit_140_columns()
    {
        Assert.All(Console(SampleComparison.Create()).Split('\n').Where(static line => line.Contains("  ", StringComparison.Ordinal)), static line => Assert.InRange(line.Length, 0, 140));
    }

    [Fact]
    public void Best_figures_are_bold_on_a_terminal_alone()
    {
        Assert.DoesNotContain('\e', Console(SampleComparison.Create()));
        Assert.Contains("\e[1m", Console(SampleComparison.Create(), isColoured: true), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Markdown_shows_hostile_text_as_text(string text)
    {
        string page = Markdown(SampleComparison.Hostile(text), []);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\\)\]\(|(?<!\\)`|(?<!\\)\]:|(?<!\\):tada:|\w://|(?<!\\)www\.|\*\*x\*\*|&lt;(?=\s)", page);
        Assert.All(page.Split('\n').Where(static line => line.StartsWith('|')).Select(Cells), static cells => Assert.InRange(cells, 2, 20));
        Assert.All(page, static c => Assert.True(c is '\n' or >= ' ' and not '\u202e' and not '\u007f'));
        Assert.Equal(1, page.Split('\n').Count(static line => line.StartsWith("# ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_line_of_a_markdown_table_has_as_many_cells_as_its_header()
    {
        string[] lines = Markdown(SampleComparison.Hostile("a|b\\|c"), []).Split('\n');

        for (int i = 1; i < lines.Length; i++)
        {
            Assert.True(!lines[i].StartsWith('|') || !lines[i - 1].StartsWith('|') || Cells(lines[i]) == Cells(lines[i - 1]), lines[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void The_console_shows_hostile_text_without_steering_the_terminal(string text)
    {
        Assert.All(Console(SampleComparison.Hostile(text)), static c => Assert.True(c is '\n' or >= ' ' and not '\u202e' and not '\u007f'));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void No_text_of_the_csv_is_a_formula_and_numbers_stay_numbers(string text)
    {
        List<string[]> records = Records(Csv(SampleComparison.Hostile(text)));

        Assert.Equal(5, records.Count);
        Assert.All(records, static record => Assert.Equal(ComparisonCsv.Headers.Count, record.Length));
        Assert.All(records.Skip(1).SelectMany(static record => record), static field => Assert.True(
            field.Length == 0 || !"=+-@\t\r".Contains(field[0], StringComparison.Ordinal) || double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _), field));
        Assert.Contains("-5", records.Select(static record => record[ComparisonCsv.Headers.ToList().IndexOf("p50 [ms]")]));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Json_keeps_hostile_text_as_it_is(string text)
    {
        JsonElement document = JsonDocument.Parse(Json(SampleComparison.Hostile(text))).RootElement;

        Assert.Contains(text, document.GetProperty("cases").EnumerateArray().Select(static found => found.GetProperty("framework").GetString()));
        Assert.Equal(text, document.GetProperty("problems")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public void The_csv_has_every_row_of_every_run()
    {
        var comparison = SampleComparison.Create();

        Assert.Equal(comparison.Source.Rows.Count, Records(Csv(comparison)).Count - 1);
    }

    [Fact]
    public void Fields_that_are_not_known_are_kept_in_the_json()
    {
        JsonElement document = JsonDocument.Parse(Json(SampleComparison.Create())).RootElement;

        Assert.Equal(7, document.GetProperty("runs").EnumerateArray().First(static run => run.TryGetProperty("unknown", out _)).GetProperty("unknown").GetProperty("addedLater").GetInt32());
        Assert.Contains("kept", document.GetProperty("cases").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_comparison_is_cut_and_says_where_the_rest_is()
    {
        ResultComparison comparison = Compare([.. Enumerable.Range(0, 300).SelectMany(machine => Enumerable.Range(0, 70).Select(model => Row(Origin($"m{machine}"), Key(model: $"model{model}"), 10)))]);

        string page = Markdown(comparison, []);
        string console = Console(comparison);

        Assert.InRange(page.Split('\n').Length, 100, 20_000);
        Assert.InRange(console.Split('\n').Length, 100, 1_000);
        Assert.All([page, console], static text => Assert.Contains("compare.csv", text, StringComparison.Ordinal));
        Assert.Contains("… and 10 more tables", page, StringComparison.Ordinal);
        Assert.Contains("… and 200 more rows", page, StringComparison.Ordinal);
        Assert.Equal(21_001, Csv(comparison).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Every_column_and_field_is_explained_by_its_name()
    {
        Assert.Equal(ComparisonCsv.Headers.Count, ComparisonCsv.Headers.Distinct().Count());
        Assert.All(FigureInfo.All, static info => Assert.Contains(info.Header, ComparisonCsv.Headers));
    }

    [Fact]
    public void Results_without_any_case_that_ran_have_a_page_all_the_same()
    {
        ResultComparison comparison = Compare(Failed(Origin(), Key()));

        Assert.Contains("No case has figures.", Markdown(comparison, []), StringComparison.Ordinal);
        Assert.Contains("out of memory", Console(comparison), StringComparison.Ordinal);
    }

    internal static string Csv(ResultComparison comparison)
    {
        using var stream = new MemoryStream();
        ComparisonCsv.Write(comparison, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Markdown(ResultComparison comparison, IReadOnlyList<ChartImage> charts)
    {
        using var output = new StringWriter();
        ComparisonMarkdown.Write(comparison, charts, output);
        return output.ToString();
    }

    private static string Json(ResultComparison comparison)
    {
        using var stream = new MemoryStream();
        ComparisonJson.Write(comparison, static () => ["compare.csv"], stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Console(ResultComparison comparison, bool isColoured = false)
    {
        using var output = new StringWriter();
        ComparisonConsole.Write(comparison, isColoured, output);
        return output.ToString();
    }

    private static List<string[]> Records(string csv)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            char c = csv[i];
            if (isQuoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[i++]);
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || c is not (',' or '\n'))
            {
                field.Append(c);
            }
            else
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    records.Add([.. fields]);
                    fields.Clear();
                }
            }
        }

        return records;
    }

    private static int Cells(string line)
    {
        return System.Text.RegularExpressions.Regex.Count(line.Replace("\\\\", "", StringComparison.Ordinal), @"(?<!\\)\|") - 1;
    }
}
