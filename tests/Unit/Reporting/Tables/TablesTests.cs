using System.Globalization;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Tables;

public sealed class TablesTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;
    private readonly TemporaryFolder _folder = new();

    /// <summary>Cultures with other separators, minus signs and digits than the invariant one. They are built by hand: the tests run without ICU data.</summary>
    public static TheoryData<string> Cultures => ["invariant", "comma", "signs"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Markdown_is_the_same_in_every_culture(string culture)
    {
        Use(culture);

        Snapshot.Verify("report.md", MarkdownReport.Render(SampleReport.Create()));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Csv_is_the_same_in_every_culture(string culture)
    {
        Use(culture);

        Snapshot.Verify("report.csv", CsvReport.Render(SampleReport.Create()));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_console_table_is_the_same_in_every_culture(string culture)
    {
        Use(culture);

        Snapshot.Verify("console.txt", ConsoleReport.Render(SampleReport.Create()));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Json_is_the_same_in_every_culture_and_reads_back(string culture)
    {
        Use(culture);

        SampleReport.Create().Write(_folder["report.json"]);

        Snapshot.Verify("report.json", File.ReadAllText(_folder["report.json"]));
        RunReport.Read(_folder["report.json"]).Write(_folder["again.json"]);
        Assert.Equal(File.ReadAllText(_folder["report.json"]), File.ReadAllText(_folder["again.json"]));
    }

    [Fact]
    public void The_console_table_fits_160_columns()
    {
        string table = ConsoleReport.Render(SampleReport.Create()).Split("\n\n")[0];

        Assert.All(table.Split('\n'), static line => Assert.InRange(line.Length, 0, 160));
    }

    [Fact]
    public void Every_column_of_the_files_is_explained()
    {
        string documentation = RepositoryFile.ReadAllText("results/README.md");

        Assert.All(ReportColumns.All, column => Assert.Contains($"`{column.Header}`", documentation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.000123456, "0.0001235")]
    [InlineData(0.99996, "1.0000")]
    [InlineData(5.35249, "5.352")]
    [InlineData(68.8125, "68.81")]
    [InlineData(506.06, "506.1")]
    [InlineData(12345.6, "12346")]
    [InlineData(-2.5, "-2.500")]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    public void Numbers_have_four_significant_digits(double value, string? expected)
    {
        Assert.Equal(expected, NumberText.Of(value));
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _before;
        _folder.Dispose();
    }

    private static void Use(string name)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name != "invariant")
        {
            culture.NumberFormat.NumberDecimalSeparator = name == "comma" ? "," : "٫";
            culture.NumberFormat.NumberGroupSeparator = name == "comma" ? "." : "٬";
            culture.NumberFormat.NegativeSign = name == "comma" ? "-" : "\u061c-";
            culture.NumberFormat.PositiveSign = name == "comma" ? "+" : "\u061c+";
            culture.TextInfo.ListSeparator = ";";
            culture.DateTimeFormat.DateSeparator = ".";
            culture.DateTimeFormat.TimeSeparator = "h";
        }

        CultureInfo.CurrentCulture = culture;
    }
}
