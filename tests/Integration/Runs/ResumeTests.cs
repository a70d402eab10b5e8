using System.Diagnostics;
using System.Text.Json.Nodes;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>A run that was killed, cancelled or had failures goes on in its own folder, and what it had measured stays bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly SuiteSandbox _sandbox = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Path.GetDirectoryName(Directory.GetFiles(_sandbox.Results, RunReport.FileName, SearchOption.AllDirectories).Single())!;

    private string Opens => Path.Combine(_sandbox.Root, "opens");

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_run_that_was_killed_after_some_cases_goes_on_with_the_others(int finished)
    {
        await KillAfterAsync(finished);
        Assert.Equal(finished, ReadCases().Count);
        Assert.Null(_sandbox.ReadReport().Run.FinishedUtc);
        Dictionary<string, string> before = Measured();
        Assert.Equal(finished, before.Count(pair => pair.Key.StartsWith("case ", StringComparison.Ordinal)));
        RunInfo first = _sandbox.ReadReport().Run;

        // The case that hung was opened once, so it does not hang again.
        ScriptProcess run = await _sandbox.RunAsync("--resume", Folder);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"[1/{4 - finished}] ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"[{4 - finished}/{4 - finished}] ", run.Error, StringComparison.Ordinal);
        AssertKept(before);
        Assert.Equal(
            [("a", "standin", "ok"), ("a", "healthy", "ok"), ("b", "standin", "ok"), ("b", "healthy", "ok")],
            _sandbox.ReadReport().Cases.Select(found => (found.Model, found.Framework, found.Status)));
        RunInfo last = _sandbox.ReadReport().Run;
        Assert.Equal((first.Id, first.StartedUtc, first.Commit), (last.Id, last.StartedUtc, last.Commit));
        Assert.Equal(first.Arguments, last.Arguments);
        Assert.NotNull(last.FinishedUtc);
        Assert.Matches($@"^resumed \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ: {4 - finished} cases? run$", last.Notes[0]);
        Assert.Equal(5, File.ReadAllLines(Path.Combine(Folder, "report.csv")).Length);
        Assert.True(File.Exists(Path.Combine(Folder, "report.md")));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(Folder, "samples")).Length);
        Assert.DoesNotContain(Directory.GetFiles(Folder).Select(Path.GetFileName), name => name!.StartsWith('.') || name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_killed_again_is_resumed_again()
    {
        await KillAfterAsync(1);
        await KillAsync(_sandbox.Start(["--resume", Folder, .. Plan(4)]), "[1/3] ", opens: 4);
        Assert.Equal(2, ReadCases().Count);
        Dictionary<string, string> before = Measured();

        ScriptProcess run = await _sandbox.RunAsync("--resume", Folder);

        Assert.Equal(0, run.ExitCode);
        AssertKept(before);
        Assert.Equal(4, _sandbox.ReadReport().Cases.Count(found => found.Status == "ok"));
        Assert.Collection(
            _sandbox.ReadReport().Run.Notes.Where(note => note.StartsWith("resumed 2", StringComparison.Ordinal)),
            note => Assert.Contains("Z with --model-file ", note, StringComparison.Ordinal),
            note => Assert.EndsWith(": 2 cases run", note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kills_at_any_moment_lose_nothing_that_was_measured()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        string[] plan = ["--model-file", _sandbox.WriteModel("a"), "--model-file", _sandbox.WriteModel("b"), "--batch-sizes", "1,2,4", .. SuiteSandbox.ShortStages];
        Dictionary<string, string> before = [];
        for (int kill = 0; kill < 6; kill++)
        {
            bool hasRun = Directory.Exists(_sandbox.Results) && Directory.GetFiles(_sandbox.Results, RunReport.FileName, SearchOption.AllDirectories).Length > 0;
            using Process suite = _sandbox.Start(hasRun ? ["--resume", Folder] : ["--results-dir", _sandbox.Results, .. plan]);
            await Task.Delay(random.Next(500, 2500), Token);
            suite.Kill();
            await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);
            if (hasRun)
            {
                AssertKept(before, $"seed {seed}, kill {kill}");
                before = Measured();
            }
        }

        ScriptProcess last = await _sandbox.RunAsync("--resume", Folder);

        Assert.Equal((0, 12), (last.ExitCode, ReadCases().Count(found => found.Status == "ok")));
        AssertKept(before, $"seed {seed}");
        Assert.Equal(
            ["a", "b"], ReadCases().GroupBy(found => found.Model).Select(group => group.Key));
        Assert.Equal([1, 1, 2, 2, 4, 4, 1, 1, 2, 2, 4, 4], ReadCases().Select(found => found.Batch));
        Assert.Equal(12, Directory.GetFiles(Path.Combine(Folder, "samples")).Length);
        Assert.DoesNotContain(Directory.GetFiles(Folder).Select(Path.GetFileName), name => name!.StartsWith('.') || name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_case_is_run_again_and_its_new_end_replaces_the_old_one()
    {
        string[] fault = ["--option", "standin.fault=throw", "--option", $"standin.opens={Opens}", "--option", "standin.fault-at-open=1"];
        ScriptProcess failing = await _sandbox.RunQuicklyAsync(fault);
        Assert.Equal((1, "failed"), (failing.ExitCode, _sandbox.ReadCase("standin").Status));
        Dictionary<string, string> before = Measured();

        // Given options say the plan: here it fails once more, elsewhere.
        ScriptProcess again = await _sandbox.RunQuicklyAsync("--resume", Folder, "--option", "standin.fault=throw", "--option", "standin.fault-at=inference");
        Assert.Equal((1, "stand-in: status 7 in inference"), (again.ExitCode, _sandbox.ReadCase("standin").Reason));
        AssertKept(before);

        ScriptProcess mended = await _sandbox.RunAsync("--resume", _sandbox.Results);

        Assert.Equal(0, mended.ExitCode);
        AssertKept(before);
        Assert.Equal([("standin", "ok"), ("healthy", "ok")], _sandbox.ReadReport().Cases.Select(found => (found.Framework, found.Status)));
        Assert.Equal(3, Directory.GetFiles(Folder, "*-report-full.json").Length);
        Assert.Equal(2, File.ReadLines(Path.Combine(Folder, "run.log")).Count(line => line.StartsWith("// resumed ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_that_was_cancelled_goes_on_and_can_be_cancelled_again()
    {
        using Process first = Start(2);
        await InterruptAsync(first, "[1/4] ", opens: 2);
        Assert.Equal(["ok", "failed", "failed", "failed"], _sandbox.ReadReport().Cases.Select(found => found.Status));
        Dictionary<string, string> before = Measured();

        // Counted anew: the second case hangs again.
        File.Delete(Opens);
        using Process second = _sandbox.Start("--resume", Folder);
        await InterruptAsync(second, "[1/3] ", opens: 2);
        Assert.Equal(1, second.ExitCode);
        Assert.Equal(["ok", "ok", "failed", "failed"], _sandbox.ReadReport().Cases.Select(found => found.Status));
        AssertKept(before);

        ScriptProcess last = await _sandbox.RunAsync("--resume", Folder);

        Assert.Equal(0, last.ExitCode);
        AssertKept(before);
        Assert.Equal(["ok", "ok", "ok", "ok"], _sandbox.ReadReport().Cases.Select(found => found.Status));
    }

    [Fact]
    public async Task A_finished_run_has_nothing_left_and_stays_as_it_is()
    {
        await _sandbox.RunQuicklyAsync();
        string before = Contents();

        ScriptProcess run = await _sandbox.RunAsync("--resume", Folder);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"Nothing is left to run in {Folder}: 2 ok.\n", run.Output);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task List_shows_what_a_resumed_run_would_run_and_changes_nothing()
    {
        await _sandbox.RunQuicklyAsync("--option", "standin.fault=throw");
        string before = Contents();

        ScriptProcess list = await _sandbox.RunAsync("list", "--resume", Folder, "--json");

        Assert.Equal(["standin"], JsonNode.Parse(list.Output)!.AsArray().Select(one => (string?)one!["framework"]));
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Cases_outside_the_plan_and_skips_stay_and_a_skip_that_can_run_now_runs()
    {
        _sandbox.Environment["STANDIN_NOT_BUILT"] = "healthy";
        await _sandbox.RunQuicklyAsync("--frameworks", "standin,healthy", "--option", "standin.fault=throw");
        Assert.Equal([("standin", "failed"), ("healthy", "skipped")], _sandbox.ReadReport().Cases.DistinctBy(found => found.Framework).Select(found => (found.Framework, found.Status)));
        int skips = _sandbox.ReadReport().Cases.Count(found => found.Status == "skipped");

        // The plan given here has nothing of standin's.
        _sandbox.Environment.Remove("STANDIN_NOT_BUILT");
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--resume", Folder, "--frameworks", "healthy");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([("standin", "failed"), ("healthy", "ok")], _sandbox.ReadReport().Cases.Where(found => found.Device == "cpu").Select(found => (found.Framework, found.Status)));
        Assert.Equal(skips - 1, _sandbox.ReadReport().Cases.Count(found => found.Status == "skipped"));
    }

    [Fact]
    public async Task A_run_that_still_goes_on_is_refused_and_one_that_was_killed_leaves_no_obstacle()
    {
        using Process running = Start(2);
        Assert.StartsWith("[1/4] ", await running.StandardError.ReadLineAsync(Token).AsTask().WaitAsync(s_limit, Token), StringComparison.Ordinal);

        await AssertRefusedAsync($"{Folder}: a run still goes on in it; wait for its end or stop it");

        await KillAsync(running, null, opens: 2);
        Assert.True(File.Exists(Path.Combine(Folder, ".lock")));
        Assert.Equal(0, (await _sandbox.RunAsync("--resume", Folder)).ExitCode);
    }

    [Theory]
    [InlineData("run.commit", "0123456789012345678901234567890123456789", "it has another checkout: commit 0123456789012345678901234567890123456789 with")]
    [InlineData("machine.name", "other", "it has another machine: other there, ")]
    [InlineData("machine.cpu", "Another CPU", "it has another processor: Another CPU there, ")]
    [InlineData("run.powerMode", "2: MODE_15W", "it has another power mode: 2: MODE_15W there, ")]
    [InlineData("schema", "2", "report.json has schema 2, and only 1 to 1 can be read here")]
    public async Task What_must_not_be_mixed_is_refused_and_nothing_changes(string field, string value, string message)
    {
        await _sandbox.RunQuicklyAsync("--option", "standin.fault=throw");
        string path = Path.Combine(Folder, RunReport.FileName);
        JsonNode report = JsonNode.Parse(File.ReadAllText(path))!;
        string[] steps = field.Split('.');
        JsonNode owner = steps.Length == 1 ? report : report[steps[0]]!;
        owner[steps[^1]] = field == "schema" ? JsonValue.Create(2) : JsonValue.Create(value);
        if (field == "run.commit")
        {
            owner["dirty"] = true;
        }

        File.WriteAllText(path, report.ToJsonString());
        string before = Contents();

        await AssertRefusedAsync(message);

        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("{\"schema\": 1, ", "is no whole report")]
    [InlineData(null, "no report.json in it or in a folder of it")]
    public async Task A_report_that_is_damaged_or_missing_is_refused(string? content, string message)
    {
        await _sandbox.RunQuicklyAsync("--frameworks", "healthy");
        string folder = Folder;
        string path = Path.Combine(folder, RunReport.FileName);
        File.Delete(path);
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        ScriptProcess run = await _sandbox.RunAsync("--resume", folder);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, Assert.Single(Lines(run.Error)), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, ".lock")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_refused()
    {
        await _sandbox.RunQuicklyAsync("--option", "standin.fault=throw");
        string unshare = await DiskFaultTests.FindUnshareAsync(_sandbox);

        ScriptProcess run = await _sandbox.RunThroughAsync(
            $"exec {unshare} /bin/bash -c 'mount --bind results results && mount -o remount,bind,ro results && exec \"$@\"' suite \"$@\"", ["--resume", Folder]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"--resume {Folder}: it cannot be written to: Read-only file system; ", Assert.Single(Lines(run.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_of_results_with_several_unfinished_runs_names_them_and_a_runs_id_is_enough()
    {
        await _sandbox.RunQuicklyAsync("--frameworks", "standin", "--option", "standin.fault=throw", "--option", $"standin.opens={Opens}", "--option", "standin.fault-at-open=1");
        string id = _sandbox.ReadReport().Run.Id;
        string other = Folder + "-2";
        Directory.CreateDirectory(other);
        File.Copy(Path.Combine(Folder, RunReport.FileName), Path.Combine(other, RunReport.FileName));

        ScriptProcess run = await _sandbox.RunAsync("--resume", _sandbox.Results);
        ScriptProcess byId = await _sandbox.RunAsync("--resume", id, "--results-dir", _sandbox.Results);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"2 runs in it are not finished; give one of them: {Path.Combine(_sandbox.Results, id)}, {other}", Assert.Single(Lines(run.Error)), StringComparison.Ordinal);
        Assert.Equal(0, byId.ExitCode);
        Assert.Equal("failed", RunReport.Read(Path.Combine(other, RunReport.FileName)).Cases[0].Status);
    }

    [Fact]
    public async Task A_case_that_ended_before_the_kill_needs_only_its_tables()
    {
        await _sandbox.RunQuicklyAsync();
        string path = Path.Combine(Folder, RunReport.FileName);
        RunReport report = RunReport.Read(path);
        (report with { Run = report.Run with { FinishedUtc = null } }).Write(path);
        File.Delete(Path.Combine(Folder, "report.md"));
        Dictionary<string, string> before = Measured();

        ScriptProcess run = await _sandbox.RunAsync("--resume", Folder);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        AssertKept(before);
        Assert.True(File.Exists(Path.Combine(Folder, "report.md")));
        Assert.NotNull(_sandbox.ReadReport().Run.FinishedUtc);
        Assert.EndsWith(": 0 cases run", Assert.Single(_sandbox.ReadReport().Run.Notes), StringComparison.Ordinal);
    }

    private static string[] Lines(string text)
    {
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task AssertRefusedAsync(string message)
    {
        ScriptProcess run = await SuiteAsync("--resume", Folder);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(Lines(run.Error));
        Assert.StartsWith("error: --resume ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    // Without the sandbox's check that no process is left: another one may be running on purpose.
    private Task<ScriptProcess> SuiteAsync(params string[] arguments)
    {
        return ScriptProcess.RunAsync(SuiteSandbox.Executable, arguments, _sandbox.Root, _sandbox.Environment, s_limit);
    }

    /// <summary>The cases of two models on both stand-ins, of which the N-th that is opened hangs.</summary>
    private Process Start(int hanging)
    {
        return _sandbox.Start(["--results-dir", _sandbox.Results, .. Plan(hanging)]);
    }

    private string[] Plan(int hanging)
    {
        IEnumerable<string> faults = new[] { "standin", "healthy" }.SelectMany(id => new[]
        {
            "--option", $"{id}.fault=hang", "--option", $"{id}.fault-at=inference", "--option", $"{id}.opens={Opens}", "--option", $"{id}.fault-at-open={hanging}",
        });
        return ["--model-file", _sandbox.WriteModel("a"), "--model-file", _sandbox.WriteModel("b"), .. SuiteSandbox.ShortStages, .. faults];
    }

    private async Task KillAfterAsync(int finished)
    {
        await KillAsync(Start(finished + 1), $"[{finished}/4] ", finished + 1);
    }

    /// <summary>Kills the host, and with it its child, once it has told of a case and started the next one.</summary>
    private async Task KillAsync(Process suite, string? after, int opens)
    {
        using (suite)
        {
            await UntilAsync(suite, after, opens);
            suite.Kill();
            await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);
            await _sandbox.AssertNoProcessAsync();
        }
    }

    private async Task InterruptAsync(Process suite, string after, int opens)
    {
        await UntilAsync(suite, after, opens);
        using Process kill = Process.Start("kill", ["-s", "INT", suite.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token).WaitAsync(s_limit, Token);
        await suite.WaitForExitAsync(Token).WaitAsync(s_limit, Token);
    }

    // When a case is told of, its report is saved; the one that is opened then hangs.
    private async Task UntilAsync(Process suite, string? line, int opens)
    {
        string? read = line is null ? null : "";
        while (line is not null && read?.StartsWith(line, StringComparison.Ordinal) == false)
        {
            read = await suite.StandardError.ReadLineAsync(Token).AsTask().WaitAsync(s_limit, Token);
            Assert.NotNull(read);
        }

        var waited = Stopwatch.StartNew();
        while (!File.Exists(Opens) || File.ReadAllLines(Opens).Length < opens)
        {
            Assert.True(waited.Elapsed < s_limit, "the next case did not start");
            await Task.Delay(50, Token);
        }
    }

    private IReadOnlyList<CaseReport> ReadCases()
    {
        return _sandbox.ReadReport().Cases;
    }

    /// <summary>What must never change: each measured case as it is in the file, and the bytes of its samples.</summary>
    private Dictionary<string, string> Measured()
    {
        var kept = new Dictionary<string, string>();
        foreach (JsonNode? found in JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, RunReport.FileName)))!["cases"]!.AsArray())
        {
            if ((string?)found!["status"] == "ok")
            {
                string samples = (string)found["samplesFile"]!;
                kept.Add($"case {found["framework"]} {found["model"]} {found["batch"]}", found.ToJsonString());
                kept.Add(samples, Convert.ToHexString(File.ReadAllBytes(Path.Combine(Folder, samples))));
            }
        }

        return kept;
    }

    private void AssertKept(Dictionary<string, string> before, string? seed = null)
    {
        Dictionary<string, string> after = Measured();
        Assert.All(before, pair => Assert.True(after.GetValueOrDefault(pair.Key) == pair.Value, $"{pair.Key} changed ({seed}): {pair.Value} -> {after.GetValueOrDefault(pair.Key)}"));
    }

    private string Contents()
    {
        return string.Join('\n', Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
    }
}
