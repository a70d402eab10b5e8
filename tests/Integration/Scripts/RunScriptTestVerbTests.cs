using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

public sealed class RunScriptTestVerbTests : IDisposable
{
    private readonly ScriptSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task The_last_line_sums_both_programs()
    {
        WriteProgram("Unit", passed: 40, failed: 0, skipped: 2, exitCode: 0);
        WriteProgram("Integration", passed: 5, failed: 0, skipped: 1, exitCode: 0);

        await ExpectAsync("45 passed, 0 failed, 3 skipped", 0);
    }

    [Fact]
    public async Task A_failed_test_ends_with_1()
    {
        WriteProgram("Unit", passed: 40, failed: 2, skipped: 0, exitCode: 1);
        WriteProgram("Integration", passed: 5, failed: 1, skipped: 1, exitCode: 1);

        await ExpectAsync("45 passed, 3 failed, 1 skipped", 1);
    }

    [Fact]
    public async Task A_program_that_crashes_counts_as_a_failed_test()
    {
        WriteProgram("Unit", passed: 40, failed: 0, skipped: 0, exitCode: 0);
        _sandbox.Write("programs/InferenceBench.Tests.Integration", "#!/bin/bash\nkill -SEGV $$\n");

        await ExpectAsync("40 passed, 1 failed, 0 skipped", 1);
    }

    [Fact]
    public async Task A_program_that_reports_no_failure_and_a_bad_exit_code_counts_as_a_failed_test()
    {
        WriteProgram("Unit", passed: 40, failed: 0, skipped: 0, exitCode: 0);
        WriteProgram("Integration", passed: 5, failed: 0, skipped: 0, exitCode: 134);

        await ExpectAsync("45 passed, 1 failed, 0 skipped", 1);
    }

    [Fact]
    public async Task A_program_without_tests_counts_as_a_failed_test()
    {
        WriteProgram("Unit", passed: 40, failed: 0, skipped: 0, exitCode: 0);
        WriteProgram("Integration", passed: 0, failed: 0, skipped: 0, exitCode: 0);

        await ExpectAsync("40 passed, 1 failed, 0 skipped", 1);
    }

    [Fact]
    public async Task A_filter_may_leave_one_program_empty()
    {
        WriteProgram("Unit", passed: 3, failed: 0, skipped: 0, exitCode: 0);
        WriteProgram("Integration", passed: 0, failed: 0, skipped: 0, exitCode: 0);

        ScriptProcess run = await ExpectAsync("3 passed, 0 failed, 0 skipped", 0, "-class", "*Foo*");
        Assert.Contains("Unit [-noColor] [-class] [*Foo*]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_leaves_no_test_ends_with_1()
    {
        WriteProgram("Unit", passed: 0, failed: 0, skipped: 0, exitCode: 0);
        WriteProgram("Integration", passed: 0, failed: 0, skipped: 0, exitCode: 0);

        await ExpectAsync("0 passed, 0 failed, 0 skipped", 1, "-class", "*Nope*");
    }

    private void WriteProgram(string suite, int passed, int failed, int skipped, int exitCode)
    {
        _sandbox.Write(
            $"programs/InferenceBench.Tests.{suite}",
            $"""
            #!/bin/bash
            echo "{suite}$(printf ' [%s]' "$@")"
            while [[ $# -gt 1 && $1 != -xml ]]; do shift; done
            echo '<assemblies><assembly name="a" total="9" passed="{passed}" failed="{failed}" skipped="{skipped}" errors="0"><collection total="1" passed="7"/></assembly></assemblies>' >"$2"
            exit {exitCode}

            """);
    }

    private async Task<ScriptProcess> ExpectAsync(string lastLine, int exitCode, params string[] arguments)
    {
        ScriptProcess run = await _sandbox.RunAsync(["test", .. arguments]);

        Assert.Equal(lastLine, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal(exitCode, run.ExitCode);
        return run;
    }
}
