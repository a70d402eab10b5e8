using System.Globalization;
using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;
using InferenceBench.Sampling.Energy;
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

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Energies_are_the_same_in_every_culture(string culture)
    {
        Use(culture);
        RunReport report = SampleEnergy.Create();

        Snapshot.Verify("energy.md", MarkdownReport.Render(report));
        Snapshot.Verify("energy.csv", CsvReport.Render(report));
        Snapshot.Verify("energy.txt", ConsoleReport.Render(report));
        Snapshot.Verify("ema.csv", EmaReport.Render(report));
        report.Write(_folder["energy.json"]);
        Snapshot.Verify("energy.json", File.ReadAllText(_folder["energy.json"]));
        RunReport.Read(_folder["energy.json"]).Write(_folder["again.json"]);
        Assert.Equal(File.ReadAllText(_folder["energy.json"]), File.ReadAllText(_folder["again.json"]));
    }

    [Fact]
    public void The_console_tables_fit_160_columns()
    {
        string[] tables = ConsoleReport.Render(SampleEnergy.Create()).Split("\n\n")[..2];

        Assert.All(tables.SelectMany(static table => table.Split('\n')), static line => Assert.InRange(line.Length, 0, 160));
    }

    [Fact]
    public void Energy_columns_that_no_case_has_a_value_for_are_left_out()
    {
        RunReport report = SampleEnergy.Create();
        CaseReport withoutClock = report.Cases[0] with { EnergySources = [], Energy = report.Cases[0].Energy! with { MeanSmClockMhz = null } };

        Assert.DoesNotContain(ReportColumns.For(ColumnTarget.Csv, [withoutClock]), static column => column.Name == "SM clock");
        Assert.Contains(ReportColumns.For(ColumnTarget.Csv, [withoutClock]), static column => column.Name == "Min SM clock");
        Assert.DoesNotContain(ReportColumns.For(ColumnTarget.Csv, [report.Cases[1] with { EnergySources = [] }]), static column => column.IsOptional);
        Assert.Equal(
            ReportColumns.For(ColumnTarget.Csv).Where(static column => !column.IsOptional),
            ReportColumns.For(ColumnTarget.Csv, SampleReport.Create().Cases));
    }

    [Fact]
    public void A_reason_that_all_cases_share_is_told_once()
    {
        var none = new EnergyReport { Source = null, Reason = "no power sensor can be read" };
        RunReport report = SampleReport.Create();
        report = report with { Cases = [.. report.Cases.Select(c => c.Status == CaseStatus.Ok ? c with { Energy = none } : c)] };

        CaseRemarks section = CaseRemarks.Of(report).Single(static section => section.Title == "Energy");

        Assert.Equal(["all cases: no power sensor can be read"], section.Lines);
        Assert.DoesNotContain("Energy [mJ]", MarkdownReport.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_energy_of_a_row_of_seed_figures_gives_its_images_per_joule_and_power()
    {
        // A row of a published table: 512 images in batches of 8, 194.4247 J by EMA over 7.766679 s: 2.6334 images/J, 25.033 W.
        var energy = new EnergyReport { Source = "nvml", Joules = 194.4247, PerInferenceJoulesGross = 194.4247 / 64, MeanWatts = 194.4247 / 7.766679, WindowSeconds = 7.766679 };
        CaseReport row = CaseReport.Of(SampleReport.Key(batch: 8), CaseStatus.Ok) with { Energy = energy, LatencyMs = new LatencySummary { Mean = 121.3132 } };

        Assert.Equal(2.6334, (double)Column("Images/J").Value(row)!, 1e-4);
        Assert.Equal(25.033, (double)Column("Power").Value(row)!, 1e-3);
        Assert.Equal(194_424.7 / 64 * 121.3132, (double)Column("EDP").Value(row)!, 1e-6);
    }

    [Fact]
    public void Every_flag_field_and_file_of_power_is_explained()
    {
        string documentation = RepositoryFile.ReadAllText("results/README.md");
        string[] flags = [.. typeof(EnergyFlags).GetFields().Select(static field => (string)field.GetRawConstantValue()!)];
        string[] fields = [.. typeof(EnergyReport).GetProperties().Select(static property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(["unknown"])];

        Assert.NotEmpty(flags);
        Assert.All(flags, flag => Assert.Contains($"`{flag}`", documentation, StringComparison.Ordinal));
        Assert.All(fields, field => Assert.True(documentation.Contains($"`..{field}`", StringComparison.Ordinal) || documentation.Contains($"`..{field}[]`", StringComparison.Ordinal), field));
        Assert.All(["power.csv", "ema.csv", "idling_power.json"], file => Assert.Contains($"      {file} ", documentation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12.345, 0.62, "12.3 ± 0.6")]
    [InlineData(0.5234, 0.139, "0.52 ± 0.14")]
    [InlineData(4818.6, 487.1, "4819 ± 487")]
    [InlineData(0.0123, 0.00096, "0.0123 ± 0.0010")]
    [InlineData(-3, 0.25, "-3.0 ± 0.2")]
    [InlineData(-0.02, 5.5, "0 ± 6")]
    [InlineData(3.2, 1e-17, "3.200")]
    [InlineData(3.2, double.NaN, "3.200")]
    [InlineData(3.2, 0, "3.200")]
    [InlineData(double.NaN, 1, null)]
    public void An_uncertainty_decides_the_digits(double value, double uncertainty, string? expected)
    {
        Assert.Equal(expected, NumberText.Of(value, uncertainty));
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

    [Fact]
    public void Device_times_are_shown_where_a_case_has_them()
    {
        CaseReport without = CaseReport.Of(SampleReport.Key(batch: 8), CaseStatus.Ok);
        CaseReport with = without with { DeviceMs = new DeviceLatency(null, 0.5, 0.25, 0.125, 64) };

        Assert.Equal(["Compute", "D2H", "Enqueue"], Names(without, with).Except(Names(without)).Order(StringComparer.Ordinal));
        Assert.Equal("0.5000", Column("Compute").Text(with));
        Assert.Equal("n/a", Column("Compute").Text(without));

        static IEnumerable<string> Names(params CaseReport[] cases)
        {
            return ReportColumns.For(ColumnTarget.Csv, cases).Select(static column => column.Name);
        }
    }

    private static ReportColumn Column(string name)
    {
        return ReportColumns.All.Single(column => column.Name == name);
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
