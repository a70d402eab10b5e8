using System.Globalization;
using System.Text;
using System.Xml.Linq;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Charts.Inputs;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class TimelineChartsTests
{
    private const string Header = "t_ns,source,rail,value,unit\n";

    [Fact]
    public void Readings_become_panels_with_the_measured_windows_shaded()
    {
        using var folder = new TemporaryFolder();
        WriteRun(folder, Readings(60));
        ChartImage chart = Timeline(folder)!;
        XElement root = ChartMarkup.Parse(chart);

        ChartMarkup.AssertSound(chart);
        Assert.Equal(["Power [W]", "GPU utilisation [%]", "SM clock [MHz]", "Temperature [°C]"], ChartMarkup.WithClass(root, "ib-name").Select(static text => text.Value).Where(static text => text.Contains('[', StringComparison.Ordinal) && !text.StartsWith("Time", StringComparison.Ordinal)));
        Assert.Equal(4, ChartMarkup.WithClass(root, "ib-band").Count());
        XElement window = Assert.Single(ChartMarkup.WithClass(root, "ib-window"));
        Assert.Equal("1: onnxruntime/cpu/resnet50/b1/fp32, measured from 20.0 s to 40.0 s", window.Element(ChartMarkup.Svg + "title")!.Value);
    }

    [Fact]
    public void More_power_is_drawn_higher_and_later_readings_further_right()
    {
        using var folder = new TemporaryFolder();
        WriteRun(folder, Header + "1000000000,nvml,power,10,W\n2000000000,nvml,power,40,W\n");
        string path = ChartMarkup.WithClass(ChartMarkup.Parse(Timeline(folder)!), "ib-thin").First(static element => element.Name.LocalName == "path").Attribute("d")!.Value;
        double[] numbers = [.. path.Split('M', 'L', ' ').Where(static part => part.Length > 0).Select(static part => double.Parse(part, CultureInfo.InvariantCulture))];

        Assert.Equal(4, numbers.Length);
        Assert.True(numbers[2] > numbers[0] && numbers[3] < numbers[1]);
    }

    [Fact]
    public void A_counter_of_energy_is_shown_as_power()
    {
        var text = new StringBuilder(Header);
        for (int i = 0; i < 500; i++)
        {
            // 25 W, read every 20 ms, stepping every 100 ms.
            text.Append(CultureInfo.InvariantCulture, $"{i * 20_000_000L},rapl,package-0,{i / 5 * 2_500_000L},uJ\n");
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["power.csv"], text.ToString());
        var reader = new PowerCsvReader(1_000_000);
        reader.Read(folder["power.csv"]);
        PowerSeries series = Assert.Single(reader.Series);

        Assert.Equal("W", series.Unit);
        Assert.All(series.Values.Buckets, static bucket => Assert.Equal(25, bucket.Least, 6));
        Assert.True(series.Values.Count > 90);
    }

    [Fact]
    public void A_counter_that_goes_back_or_pauses_makes_no_power()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["power.csv"], Header + "0,rapl,package-0,5000000,uJ\n1000000000,rapl,package-0,1000000,uJ\n9000000000,rapl,package-0,9000000,uJ\n10000000000,rapl,package-0,19000000,uJ\n");
        var reader = new PowerCsvReader(1_000_000);
        reader.Read(folder["power.csv"]);

        Assert.Equal(10, Assert.Single(Assert.Single(reader.Series).Values.Buckets).Greatest, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t_ns,source,rail,value,unit\n")]
    [InlineData("\0\u0001\u0002 no table at all \"\"\"")]
    [InlineData("t_ns,source,rail,value,unit\n1,\"a,b,1,W\n2,nvml\n,,,,\nx,nvml,power,NaN,W\n9,nvml,power,1e999,W\n")]
    public void Files_without_readings_have_no_chart(string content)
    {
        using var folder = new TemporaryFolder();
        WriteRun(folder, content);

        Assert.Null(Timeline(folder));
    }

    [Fact]
    public void A_line_without_end_stops_reading_and_the_chart_says_so()
    {
        using var folder = new TemporaryFolder();
        WriteRun(folder, Readings(60) + new string('9', 1_000_000));
        ChartImage chart = Timeline(folder)!;

        ChartMarkup.AssertSound(chart);
        Assert.Contains("Power.csv cannot be read to its end.", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_part_of_a_huge_file_is_read()
    {
        using var folder = new TemporaryFolder();
        WriteRun(folder, Readings(60));
        var reader = new PowerCsvReader(1000);
        reader.Read(folder["power.csv"]);

        Assert.Contains("only the first", reader.Stopped, StringComparison.Ordinal);
        Assert.True(reader.Series.Sum(static series => series.Values.Count) < 50);
    }

    [Fact]
    public void Any_number_of_rails_and_readings_gives_a_chart_of_bounded_size()
    {
        var random = new Random(11);
        var text = new StringBuilder(Header);
        for (int i = 0; i < 60_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{random.NextInt64()},nvml,rail{i % 3000},{random.NextDouble() * 100},W\n");
        }

        using var folder = new TemporaryFolder();
        WriteRun(folder, text.ToString());
        ChartImage chart = Timeline(folder)!;

        ChartMarkup.AssertSound(chart);
        Assert.True(chart.Body.Length < 200_000);
        Assert.Contains("series are left out", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_readable_report_nothing_is_shaded()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["power.csv"], Readings(10));
        File.WriteAllText(folder["report.json"], "{");
        ChartImage chart = Timeline(folder)!;

        ChartMarkup.AssertSound(chart);
        Assert.DoesNotContain("ib-band", chart.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_of_another_boot_are_not_shaded()
    {
        using var folder = new TemporaryFolder();
        WriteRun(folder, Readings(60), "power-2.csv");

        Assert.DoesNotContain("ib-window", Timeline(folder)!.Body, StringComparison.Ordinal);
    }

    private static ChartImage? Timeline(TemporaryFolder folder)
    {
        return ComparisonCharts.Of(ChartCases.Compare(ChartCases.Row(folder: folder.ToString()))).SingleOrDefault(static chart => chart.Id.StartsWith("timeline", StringComparison.Ordinal));
    }

    private static void WriteRun(TemporaryFolder folder, string powerCsv, string? powerFile = null)
    {
        File.WriteAllText(folder["power.csv"], powerCsv);
        RunReport sample = SampleReport.Create();
        (sample with { Cases = [sample.Cases[0] with { PowerFile = powerFile, Windows = [new WindowReport(20_000_000_000, 29_000_000_000), new WindowReport(29_100_000_000, 40_000_000_000)] }] }).Write(folder["report.json"]);
    }

    private static string Readings(int seconds)
    {
        var text = new StringBuilder(Header);
        foreach ((string rail, string unit, double value) in new[] { ("power", "W", 45.5), ("gpu_utilization", "%", 97), ("sm_clock", "MHz", 1410), ("temperature", "C", 61), ("memory_clock", "MHz", 5000) })
        {
            for (int i = 0; i <= seconds * 10; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{i * 100_000_000L},nvml,{rail},{value + (i % 3):R},{unit}\n");
            }
        }

        return text.ToString();
    }
}
