using System.Globalization;
using System.Text.RegularExpressions;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Charts.Layout;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed partial class ChartStyleTests
{
    private const double LeastDistance = 20;
    private const double LeastContrast = 3;

    // Severity 1.0 of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), in linear RGB.
    private static readonly Dictionary<string, double[,]> s_sights = new()
    {
        ["normal"] = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["protanopia"] = new double[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        ["deuteranopia"] = new double[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
        ["tritanopia"] = new double[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    };

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Colours_stay_apart_whatever_the_reader_sees(string theme)
    {
        double[][] colours = [.. SeriesColours(theme)];
        foreach ((string sight, double[,] matrix) in s_sights)
        {
            for (int i = 0; i < colours.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double distance = Distance(Lab(Seen(colours[i], matrix)), Lab(Seen(colours[j], matrix)));
                    Assert.True(distance >= LeastDistance, $"{theme}, {sight}: colours {j} and {i} are {distance:F1} apart");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Colours_and_text_stand_out_from_the_paper(string theme)
    {
        double paper = Luminance(Colour(theme, "paper"));
        Assert.All(SeriesColours(theme), colour => Assert.True(Contrast(Luminance(colour), paper) >= LeastContrast));
        Assert.All(new[] { "ink", "muted" }, name => Assert.True(Contrast(Luminance(Colour(theme, name)), paper) >= 4.5, name));
        Assert.All(new[] { "ink", "muted" }, name => Assert.True(Contrast(Luminance(Colour(theme, name)), Luminance(Colour(theme, "band"))) >= 4.5, name));
    }

    [Fact]
    public void No_two_styles_share_shape_and_filling()
    {
        SeriesStyle[] styles = [.. Enumerable.Range(0, ComparisonCharts.MostSeries).Select(static i => new SeriesStyle(i))];

        Assert.Equal(styles.Length, styles.Select(static style => (style.Colour, style.Fill)).Distinct().Count());
    }

    [Fact]
    public void Both_themes_have_the_same_properties_and_the_rules_use_no_other()
    {
        string[] light = [.. Property().Matches(ChartStyle.LightColours).Select(static match => match.Groups[1].Value)];
        string[] dark = [.. Property().Matches(ChartStyle.DarkColours).Select(static match => match.Groups[1].Value)];
        string[] used = [.. Use().Matches(ChartStyle.Rules).Select(static match => match.Groups[1].Value).Distinct()];

        Assert.Equal(light, dark);
        Assert.Empty(used.Except(light));
        Assert.Empty(light.Except(used));
        Assert.DoesNotContain('#', ChartStyle.Rules);
    }

    [Fact]
    public void A_file_of_its_own_needs_no_custom_properties()
    {
        Assert.DoesNotContain("var(", ChartStyle.Standalone, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", ChartStyle.Standalone, StringComparison.Ordinal);
        Assert.DoesNotContain("--ib-", ChartStyle.Standalone, StringComparison.Ordinal);
    }

    private static IEnumerable<double[]> SeriesColours(string theme)
    {
        return Enumerable.Range(0, SeriesStyle.Colours).Select(i => Colour(theme, FormattableString.Invariant($"c{i}")));
    }

    private static double[] Colour(string theme, string name)
    {
        string all = theme == "light" ? ChartStyle.LightColours : ChartStyle.DarkColours;
        string hex = Regex.Match(all, $"--ib-{name}:#([0-9a-f]{{6}});").Groups[1].Value;
        return [.. Enumerable.Range(0, 3).Select(i => Linear(int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];
    }

    private static double Linear(double value)
    {
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double[] Seen(double[] rgb, double[,] sight)
    {
        return [.. Enumerable.Range(0, 3).Select(row => Math.Clamp((sight[row, 0] * rgb[0]) + (sight[row, 1] * rgb[1]) + (sight[row, 2] * rgb[2]), 0, 1))];
    }

    private static double Luminance(double[] rgb)
    {
        return (0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]);
    }

    private static double Contrast(double one, double other)
    {
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    // CIELAB under D65.
    private static double[] Lab(double[] rgb)
    {
        double x = Root(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.9505);
        double y = Root(Luminance(rgb));
        double z = Root(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.089);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Root(double value)
    {
        return value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);
    }

    private static double Distance(double[] one, double[] other)
    {
        return Math.Sqrt(one.Zip(other, static (a, b) => (a - b) * (a - b)).Sum());
    }

    [GeneratedRegex("--ib-([a-z0-9]+):")]
    private static partial Regex Property();

    [GeneratedRegex(@"var\(--ib-([a-z0-9]+)\)")]
    private static partial Regex Use();
}
