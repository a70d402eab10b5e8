using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;
using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class DoctorPageTests
{
    private static readonly FrameworkProbe s_probe = new(Availability.Yes, "1.0", "a package", [])
    {
        Warnings = ["BLAS is the reference implementation, which is ten times slower than OpenBLAS: apt-get install libopenblas0 and run again"],
    };

    [Fact]
    public void Warnings_are_shown_below_the_framework_in_100_columns()
    {
        string[] lines = Page(DoctorFramework.Of("engine", s_probe)).Split('\n');

        int first = Array.FindIndex(lines, static line => line.Contains("warning: BLAS is the reference", StringComparison.Ordinal));
        Assert.Contains("engine", lines[first - 1], StringComparison.Ordinal);
        Assert.Contains(lines[first..], static line => line.TrimStart().EndsWith("run again", StringComparison.Ordinal));
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Without_a_warning_there_is_no_such_line_and_the_document_has_an_empty_list()
    {
        DoctorFramework framework = DoctorFramework.Of("engine", s_probe with { Warnings = [] });

        Assert.DoesNotContain("warning", Page(framework), StringComparison.Ordinal);
        Assert.Contains("\"warnings\": []", VerbOutput.ToJson(framework), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not built: package X is not on the configured feeds", "engine  not built: package X is not")]
    [InlineData("libx.so is cut off", "engine  does not run: libx.so is cut off")]
    public void A_framework_that_is_not_here_says_why_once(string reason, string expected)
    {
        string page = Page(DoctorFramework.Of("engine", FrameworkProbe.Unavailable(reason)));

        Assert.Contains(expected, System.Text.RegularExpressions.Regex.Replace(page, " {2,}", "  "), StringComparison.Ordinal);
    }

    private static string Page(DoctorFramework framework)
    {
        return DoctorPage.Of(new DoctorReport(new MachineReport { Name = "machine" }, [framework], [], new DoctorSuite(2, "/cache", null, null, null)));
    }
}
