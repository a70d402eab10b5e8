using System.Security.Cryptography;
using System.Text.Json.Nodes;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>Engines that are kept from run to run, and what becomes of those that cannot be used.</summary>
public sealed class EngineCacheTests : IDisposable
{
    private readonly TensorRtSandbox _sandbox = new();
    private readonly string _model;

    public EngineCacheTests()
    {
        _model = _sandbox.Write("net", "Relu");
    }

    private string EngineFile => Assert.Single(Directory.GetFiles(_sandbox.Engines, "*.engine"));

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task An_engine_is_built_once_and_then_found_under_a_name_that_a_reader_understands()
    {
        CaseReport first = await MeasureAsync();
        CaseReport second = await MeasureAsync();

        Assert.Matches(@"^built in \d+\.\d s$", first.Settings["engine"]);
        Assert.Matches($@"^from the cache: {EngineFile} \(built in \d+\.\d s\)$", second.Settings["engine"]);
        Assert.Equal("0", second.Settings["buildSeconds"]);
        Assert.Matches(@"/net_fp32-[0-9a-f]{16}\.engine$", EngineFile);
        Assert.Empty(Directory.GetFiles(_sandbox.Engines, "*.tmp"));
    }

    [Theory]
    [InlineData("tensorrt.tf32=true")]
    [InlineData("tensorrt.hardware-compatibility=ampere-plus")]
    public async Task An_option_of_the_builder_has_an_engine_of_its_own(string option)
    {
        await MeasureAsync();
        CaseReport found = await MeasureAsync("--option", option);

        Assert.Matches(@"^built in \d+\.\d s$", found.Settings["engine"]);
        Assert.Equal(2, Directory.GetFiles(_sandbox.Engines, "*.engine").Length);
    }

    [Theory]
    [InlineData("tensorrt.memory=device")]
    public async Task An_option_of_the_session_shares_the_engine(string option)
    {
        await MeasureAsync();
        CaseReport found = await MeasureAsync("--option", option);

        Assert.StartsWith("from the cache: ", found.Settings["engine"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version:10.4.0")]
    [InlineData("gpu:Fake A100")]
    public async Task Another_TensorRT_or_GPU_has_an_engine_of_its_own_and_leaves_the_first(string script)
    {
        await MeasureAsync();
        _sandbox.Script = script;
        CaseReport other = await MeasureAsync();
        _sandbox.Script = "";
        CaseReport again = await MeasureAsync();

        Assert.Matches(@"^built in \d+\.\d s$", other.Settings["engine"]);
        Assert.StartsWith("from the cache: ", again.Settings["engine"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_of_the_model_has_an_engine_of_its_own()
    {
        await MeasureAsync();
        string other = _sandbox.Write("net", "Neg");
        Assert.Equal(_model, other);

        CaseReport found = await MeasureAsync();

        Assert.StartsWith("built in ", found.Settings["engine"], StringComparison.Ordinal);
        Assert.True(found.Parity!.Status == "passed", found.Parity.Reason);
    }

    [Theory]
    [InlineData("engine", 100)]
    [InlineData("json", 20)]
    public async Task A_file_that_is_cut_off_is_built_anew(string extension, int length)
    {
        await MeasureAsync();
        string file = Path.ChangeExtension(EngineFile, extension);
        byte[] whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, whole[..length], TestContext.Current.CancellationToken);

        await AssertRebuiltAsync("the one in the cache is damaged or not whole");
    }

    [Fact]
    public async Task A_changed_byte_is_found_out()
    {
        await MeasureAsync();
        byte[] plan = await File.ReadAllBytesAsync(EngineFile, TestContext.Current.CancellationToken);
        plan[plan.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(EngineFile, plan, TestContext.Current.CancellationToken);

        await AssertRebuiltAsync("the one in the cache is damaged or not whole");
    }

    // Whole by its seal, and yet of another TensorRT: as after an update that kept its version number.
    [Fact]
    public async Task An_engine_that_TensorRT_refuses_is_built_anew()
    {
        await MeasureAsync();
        string plan = (await File.ReadAllTextAsync(EngineFile, TestContext.Current.CancellationToken)).Replace("version 10.3.0", "version 10.2.9", StringComparison.Ordinal);
        await File.WriteAllTextAsync(EngineFile, plan, TestContext.Current.CancellationToken);
        string seal = Path.ChangeExtension(EngineFile, "json");
        JsonNode facts = JsonNode.Parse(await File.ReadAllTextAsync(seal, TestContext.Current.CancellationToken))!;
        facts["Sha256"] = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(EngineFile, TestContext.Current.CancellationToken)));
        await File.WriteAllTextAsync(seal, facts.ToJsonString(), TestContext.Current.CancellationToken);

        await AssertRebuiltAsync("TensorRT refuses the one in the cache: the engine was built by TensorRT 10.2.9, this is 10.3.0");
    }

    [Fact]
    public async Task A_folder_of_the_users_own_is_taken_and_off_keeps_nothing()
    {
        string folder = Path.Combine(_sandbox.Folder, "mine");
        await MeasureAsync("--option", $"tensorrt.engine-cache={folder}");
        CaseReport off = await MeasureAsync("--option", "tensorrt.engine-cache=off");

        Assert.Single(Directory.GetFiles(folder, "net_fp32-*.engine"));
        Assert.False(Directory.Exists(_sandbox.Engines));
        Assert.Matches(@"^built in \d+\.\d s; not kept: the cache is off$", off.Settings["engine"]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_costs_the_cache_and_nothing_else()
    {
        string file = Path.Combine(_sandbox.Folder, "file");
        await File.WriteAllTextAsync(file, "no folder", TestContext.Current.CancellationToken);

        CaseReport found = await MeasureAsync("--option", $"tensorrt.engine-cache={file}/below");

        Assert.Matches(@"^built in \d+\.\d s; not kept: .*(Not a directory|already exists|file)", found.Settings["engine"]);
    }

    [Fact]
    public async Task Without_any_cache_folder_the_engine_is_built_and_measured()
    {
        string file = Path.Combine(_sandbox.Folder, "file");
        await File.WriteAllTextAsync(file, "no folder", TestContext.Current.CancellationToken);
        _sandbox.Environment["INFERENCEBENCH_CACHE"] = Path.Combine(file, "below");

        CaseReport found = await MeasureAsync();

        Assert.Matches(@"^built in \d+\.\d s; not kept: there is no cache: ", found.Settings["engine"]);
    }

    [Fact]
    public async Task A_full_disk_costs_the_cache_and_nothing_else()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "full")).FullName;
        string results = Path.Combine(_sandbox.Folder, "results");
        string[] command =
        [
            FakeTensorRt.Executable, "--frameworks", "tensorrt", "--devices", "cuda:0", "--power-source", "none", "--job", "dry", "--results-dir", results,
            "--model-file", _model, "--option", $"tensorrt.engine-cache={folder}",
        ];
        // One page: there is room for the plan and none for its seal.
        ScriptProcess run = await ScriptProcess.RunAsync(
            "unshare", ["--mount", "--map-root-user", "bash", "-c", $"mount -t tmpfs -o size=4k tmpfs '{folder}' || exit 77; \"$@\"; code=$?; ls '{folder}'; exit $code", "run", .. command],
            _sandbox.Folder, _sandbox.Environment, TimeSpan.FromMinutes(3));
        Assert.SkipWhen(run.ExitCode == 77 || run.Error.StartsWith("unshare: ", StringComparison.Ordinal), $"no file system can be mounted here: {run.Error}");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        CaseReport found = Assert.Single(RunReport.Read(Directory.GetFiles(results, RunReport.FileName, SearchOption.AllDirectories).Single()).Cases);
        Assert.Matches(@"^built in \d+\.\d s; not kept: No space left on device", found.Settings["engine"]);
        Assert.DoesNotMatch(@"(?m)\.engine$", run.Output);
    }

    [Fact]
    public async Task Of_two_processes_that_want_the_same_engine_one_builds_it_and_the_other_finds_it()
    {
        _sandbox.Script = "slow_build:900";
        // The second one's parity reference is there, so that both come to the engine at about the same time.
        await MeasureAsync("--option", "tensorrt.engine-cache=off");

        CaseReport[] both = await Task.WhenAll(MeasureAsync(), MeasureAsync());

        Assert.Equal(["built in", "from the cache:"], both.Select(static found => found.Settings["engine"].StartsWith("built in ", StringComparison.Ordinal) ? "built in" : found.Settings["engine"][..15]).Order(StringComparer.Ordinal));
    }

    private Task<CaseReport> MeasureAsync(params string[] arguments)
    {
        return _sandbox.MeasureOneAsync(["--model-file", _model, .. arguments]);
    }

    private async Task AssertRebuiltAsync(string reason)
    {
        CaseReport rebuilt = await MeasureAsync();
        CaseReport after = await MeasureAsync();

        Assert.Matches($@"^built anew in \d+\.\d s: {System.Text.RegularExpressions.Regex.Escape(reason)}", rebuilt.Settings["engine"]);
        Assert.True(rebuilt.Parity!.Status == "passed", rebuilt.Parity.Reason);
        Assert.StartsWith("from the cache: ", after.Settings["engine"], StringComparison.Ordinal);
    }
}
