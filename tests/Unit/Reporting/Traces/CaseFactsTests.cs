using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Traces;

public sealed class CaseFactsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_written_is_read_again()
    {
        CaseFacts facts = new()
        {
            FrameworkVersion = "1.2.3",
            LoadMs = 0.1 + 0.2,
            ManagedBytesPerInference = 0,
            PeakResidentBytes = 5_000_000_000,
            Settings = new Dictionary<string, string> { ["threads"] = "2" },
            Parity = new ParityResult("passed", null, "onnxruntime 1.2.3 cpu", 1e-7, null, 1, 120, 1),
        };

        facts.Write(_folder["facts.json"]);
        CaseFacts read = CaseFacts.TryRead(_folder["facts.json"])!;

        Assert.Equal(facts with { Settings = read.Settings }, read);
        Assert.Equal(facts.Settings, read.Settings);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_null()
    {
        new CaseFacts { LoadMs = double.NaN, FirstInferenceMs = double.PositiveInfinity }.Write(_folder["facts.json"]);

        CaseFacts read = CaseFacts.TryRead(_folder["facts.json"])!;

        Assert.Null(read.LoadMs);
        Assert.Null(read.FirstInferenceMs);
        Assert.Contains("\"loadMs\": null", File.ReadAllText(_folder["facts.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_without_settings_have_none()
    {
        File.WriteAllText(_folder["facts.json"], "{\"loadMs\": 1.5}");

        Assert.Empty(CaseFacts.TryRead(_folder["facts.json"])!.Settings);
    }

    [Fact]
    public void Facts_that_are_missing_or_cut_off_are_null()
    {
        new CaseFacts { FrameworkVersion = "1" }.Write(_folder["facts.json"]);
        byte[] whole = File.ReadAllBytes(_folder["facts.json"]);

        Assert.Null(CaseFacts.TryRead(_folder["none.json"]));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["cut.json"], whole[..length]);
            Assert.Null(CaseFacts.TryRead(_folder["cut.json"]));
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
