using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class ParityFaultTests : IDisposable
{
    private readonly SuiteProcess _process = new();
    private readonly string _suite;

    public ParityFaultTests()
    {
        _suite = ZeroSuite.Create(Path.Combine(_process.Folder, "suite"), "a", "b", "c");
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [InlineData("segfault", "was killed by SIGSEGV (segmentation fault)")]
    [InlineData("exit", "ended with exit code 0")]
    [InlineData("hang", "killed after 2 s without an answer")]
    [InlineData("throw", "stand-in: status 7 in load")]
    public async Task A_framework_that_dies_fails_its_files_one_by_one_and_no_other_framework(string fault, string reason)
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--suite", _suite, "--option", $"standin.fault={fault}", "--case-timeout", "2s");

        Assert.Equal(1, exitCode);
        JsonElement[] cases = [.. document.GetProperty("cases").EnumerateArray()];
        Assert.Equal(["a", "a", "b", "b", "c", "c"], cases.Select(static row => Text(row, "model")));
        Assert.All(cases.Where(static row => Text(row, "framework") == "standin"), row =>
        {
            Assert.Equal("failed", Text(row, "status"));
            Assert.Contains(reason, Text(row, "reason"), StringComparison.Ordinal);
        });
        Assert.All(cases.Where(static row => Text(row, "framework") == "healthy"), static row => Assert.Equal("passed", Text(row, "status")));
    }

    [Fact]
    public async Task An_interrupt_leaves_no_temporary_file()
    {
        string temporary = Directory.CreateDirectory(Path.Combine(_process.Folder, "tmp")).FullName;
        var start = new ProcessStartInfo("env", ["--default-signal=INT", SuiteProcess.StandIn, "parity", "--suite", _suite, "--option", "standin.fault=hang"]);
        start.Environment["TMPDIR"] = temporary;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process parity = Process.Start(start)!;
        var waited = Stopwatch.StartNew();
        while (Directory.GetDirectories(temporary, "inferencebench-parity-*").Length == 0)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), "parity did not start in time");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        using Process kill = Process.Start("kill", ["-INT", parity.Id.ToString(CultureInfo.InvariantCulture)]);
        await parity.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, parity.ExitCode);
        Assert.Empty(Directory.GetDirectories(temporary, "inferencebench-parity-*"));
    }

    [Fact]
    public async Task What_a_framework_does_not_do_is_skipped()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--suite", _suite, "--frameworks", "standin", "--option", "standin.fault=unsupported");

        Assert.Equal(2, exitCode);
        Assert.All(document.GetProperty("cases").EnumerateArray(), static row =>
            Assert.Equal(("skipped", "the stand-in does not do this model"), (Text(row, "status"), Text(row, "reason"))));
    }

    [Fact]
    public async Task Variants_and_providers_that_are_named_make_a_case_each()
    {
        (_, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--suite", _suite, "--frameworks", "healthy", "--variants", "plain,fast", "--providers", "cpu,cuda");

        JsonElement[] cases = [.. document.GetProperty("cases").EnumerateArray().Where(static row => Text(row, "model") == "a")];
        Assert.Equal(
            ["plain cpu passed", "plain cuda skipped", "fast cpu passed", "fast cuda skipped"],
            cases.Select(static row => $"{Text(row, "variant")} {Text(row, "provider")} {Text(row, "status")}"));
        Assert.Equal("a stand-in has no CUDA; use the CPU", Text(cases[1], "reason"));
    }

    [Fact]
    public async Task Files_that_are_unreadable_or_do_not_fit_fail_and_the_others_go_on()
    {
        await File.WriteAllTextAsync(Path.Combine(_suite, "a.onnx"), "this is no model", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(_suite, "b.in.f32"), new byte[40], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(_suite, "c.out.f32"), new byte[44], TestContext.Current.CancellationToken);
        ZeroSuite.Create(_suite, "d");
        await File.WriteAllTextAsync(Path.Combine(_suite, "e.pt"), "", TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(_suite, "d.in.f32"), Path.Combine(_suite, "e.in.f32"));
        File.Copy(Path.Combine(_suite, "d.out.f32"), Path.Combine(_suite, "e.out.f32"));

        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--suite", _suite, "--frameworks", "healthy");

        Assert.Equal(1, exitCode);
        JsonElement[] cases = [.. document.GetProperty("cases").EnumerateArray()];
        Assert.Equal(["failed", "failed", "failed", "passed", "skipped"], cases.Select(static row => Text(row, "status")));
        Assert.Contains("a.onnx", Text(cases[0], "reason"), StringComparison.Ordinal);
        Assert.Contains("holds 10 values", Text(cases[1], "reason"), StringComparison.Ordinal);
        Assert.Contains("takes a multiple of 1024", Text(cases[1], "reason"), StringComparison.Ordinal);
        Assert.Contains("holds 11 values", Text(cases[2], "reason"), StringComparison.Ordinal);
        Assert.Equal("healthy does not read .pt files; it reads .onnx files, .standin files", Text(cases[4], "reason"));
    }

    [Fact]
    public async Task A_child_that_hangs_does_not_outlive_its_host()
    {
        var start = new ProcessStartInfo(SuiteProcess.StandIn, ["parity", "--suite", _suite, "--frameworks", "standin", "--option", "standin.fault=hang"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process host = Process.Start(start)!;
        int child = await PollAsync(() => ChildOf(host.Id));

        host.Kill(entireProcessTree: false);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await PollAsync(() => File.Exists($"/proc/{child}/cmdline") ? 0 : 1));
    }

    private static int ChildOf(int process)
    {
        return Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(static task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static id => int.Parse(id, CultureInfo.InvariantCulture))
            .FirstOrDefault(static id => File.ReadAllText($"/proc/{id}/cmdline").Contains("--child\0infer\0", StringComparison.Ordinal));
    }

    private static async Task<int> PollAsync(Func<int> look)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                if (look() is > 0 and var found)
                {
                    return found;
                }
            }
            catch (IOException)
            {
                // A process or thread ended between listing and reading; the next look sees what is left.
                await Task.Yield();
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return 0;
    }

    private static string? Text(JsonElement row, string property)
    {
        return row.GetProperty(property).GetString();
    }
}
