using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Schema;

public sealed class RunReportTests : IDisposable
{
    private const string Least = """
        {"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"},
         "cases": [{"framework": "f", "variant": "default", "batch": 1, "status": "ok"}]}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Fields_that_are_missing_get_their_defaults()
    {
        RunReport report = Read(Least);

        CaseReport only = Assert.Single(report.Cases);
        Assert.Empty(only.Notes);
        Assert.Empty(only.Windows);
        Assert.Empty(only.Settings);
        Assert.Empty(report.Machine.Gpus);
        Assert.Empty(report.Machine.Frameworks);
        Assert.Empty(report.Machine.MissingFrameworks);
        Assert.Empty(report.Run.Arguments);
        Assert.Null(only.LatencyMs);
    }

    [Fact]
    public void Fields_of_a_later_version_are_kept()
    {
        string later = Least
            .Replace("\"name\": \"m\"", "\"name\": \"m\", \"boardRevision\": \"B01\"", StringComparison.Ordinal)
            .Replace("\"status\": \"ok\"", "\"status\": \"ok\", \"energy\": {\"joules\": 1.5, \"phaseJoules\": 0.5}, \"carbonGrams\": 2, \"latencyMs\": {\"p999\": 7.25, \"n\": 9}", StringComparison.Ordinal)
            .Replace("\"schema\": 1", "\"schema\": 1, \"tool\": \"x\"", StringComparison.Ordinal);

        Read(later).Write(_folder["again.json"]);
        string again = File.ReadAllText(_folder["again.json"]);

        Assert.All(["boardRevision", "phaseJoules", "carbonGrams", "p999", "7.25", "tool"], field => Assert.Contains(field, again, StringComparison.Ordinal));
        Assert.DoesNotContain("unknown", again, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Nulls_are_written_and_numbers_are_not_rounded()
    {
        RunReport report = Read(Least);
        CaseReport exact = report.Cases[0] with { InferencesPerSecond = 0.1 + 0.2, Cov = double.NaN };

        (report with { Cases = [exact] }).Write(_folder["again.json"]);
        string again = File.ReadAllText(_folder["again.json"]);

        Assert.Contains("\"inferencesPerSecond\": 0.30000000000000004", again, StringComparison.Ordinal);
        Assert.Contains("\"cov\": null", again, StringComparison.Ordinal);
        Assert.Contains("\"commit\": null", again, StringComparison.Ordinal);
        Assert.Equal(0.1 + 0.2, RunReport.Read(_folder["again.json"]).Cases[0].InferencesPerSecond);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"schema\": 1}")]
    [InlineData("{\"schema\": 1, \"machine\": null, \"run\": null}")]
    [InlineData("{\"schema\": 99, \"machine\": {\"name\": \"m\"}, \"run\": {\"id\": \"m/x\", \"startedUtc\": \"2026-01-02T03:04:05Z\"}}")]
    public void What_is_no_report_is_refused_with_its_name(string text)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Read(text));

        Assert.Contains(_folder["report.json"], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private RunReport Read(string json)
    {
        File.WriteAllText(_folder["report.json"], json);
        return RunReport.Read(_folder["report.json"]);
    }
}
