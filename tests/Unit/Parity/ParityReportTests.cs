using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ParityReportTests
{
    private static readonly ParityCase s_case = new("/m/net.onnx", "net", "engine", "default", "cpu", "fp32");
    private static readonly ParityCase s_passed = s_case.Judged(new ParityVerdict(true, null, 0, 0, 0, 1, null, 1));

    [Fact]
    public void Skipped_cases_do_not_change_the_exit_code()
    {
        Assert.Equal(0, new ParityReport(null, [s_passed, s_case.Skip("why")]).ExitCode());
    }

    [Fact]
    public void A_failed_case_is_exit_code_1_even_when_all_failed()
    {
        Assert.Equal(1, new ParityReport(null, [s_passed, s_case.Fail("why")]).ExitCode());
        Assert.Equal(1, new ParityReport(null, [s_case.Fail("why")]).ExitCode());
        Assert.Equal(1, new ParityReport(null, [s_passed, s_case.Fail("unreadable", hasRun: false)]).ExitCode());
    }

    [Fact]
    public void Nothing_but_skipped_cases_and_unreadable_models_is_exit_code_2()
    {
        Assert.Equal(2, new ParityReport(null, [s_case.Skip("why"), s_case.Fail("unreadable", hasRun: false)]).ExitCode());
    }
}
