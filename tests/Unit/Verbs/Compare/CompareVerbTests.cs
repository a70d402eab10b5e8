using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Tests.Unit.Reporting;
using InferenceBench.Tests.Unit.Reporting.Comparison;
using InferenceBench.Verbs;
using InferenceBench.Verbs.Compare;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs.Compare;

public sealed class CompareVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompareVerbTests()
    {
        Directory.CreateDirectory(_folder["results/testcpu-host/2026-01-02-0123456"]);
        Directory.CreateDirectory(_folder["empty"]);
        SampleReport.Create().Write(_folder["results/testcpu-host/2026-01-02-0123456/report.json"]);
        File.WriteAllText(_folder["file"], "");
    }

    [Theory]
    [InlineData("", "name at least one folder")]
    [InlineData("DIR/no-such-folder", "no-such-folder")]
    [InlineData("DIR/empty", "nothing to compare: no result files below")]
    [InlineData("DIR/results --baseline onnxruntim", "did you mean onnxruntime?")]
    [InlineData("DIR/results --baseline a --baseline b", "--baseline is given more than once")]
    [InlineData("DIR/results --peak-flops 5T", "--peak-flops 5T: not DEVICE=VALUE")]
    [InlineData("DIR/results --peak-flops nothing=5T", "known: testcpu-host")]
    public void Wrong_arguments_are_refused_in_one_line(string arguments, string message)
    {
        var e = Assert.Throws<UsageException>(() => Invoke(arguments));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("18.1T", 18.1e12)]
    [InlineData("312e12", 312e12)]
    [InlineData("4.5 TFLOPS", 4.5e12)]
    [InlineData("900gflop/s", 900e9)]
    [InlineData("2k", 2000)]
    public void A_peak_rate_may_have_a_prefix_and_its_unit(string text, double expected)
    {
        ResultComparison comparison = SampleComparison.Create();

        Dictionary<string, double> rates = PeakRates.Parse([$"SERVER cuda:0={text}"], comparison);

        Assert.Equal(["server cuda:0"], rates.Keys);
        Assert.Equal(expected, rates["server cuda:0"], expected * 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1T")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("1X")]
    [InlineData("T")]
    public void A_peak_rate_that_is_no_rate_is_refused(string text)
    {
        Assert.Throws<UsageException>(() => PeakRates.Parse([$"server cuda:0={text}"], SampleComparison.Create()));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private void Invoke(string arguments)
    {
        string[] args = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(argument => argument.Replace("DIR", _folder.ToString(), StringComparison.Ordinal))];
        CompareVerb.Create(new FrameworkRegistry()).Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
