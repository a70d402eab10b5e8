using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

public sealed class RunFolderTests : IDisposable
{
    // 23:30 in a zone west of Greenwich is the next day in UTC; the caller gives UTC.
    private static readonly DateTimeOffset s_day = new(2026, 3, 4, 23, 30, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_second_and_third_run_of_a_day_get_folders_of_their_own()
    {
        string[] ids = [.. Enumerable.Range(0, 3).Select(_ => Create().Id)];

        Assert.Equal(["machine/2026-03-04-abcdef0", "machine/2026-03-04-abcdef0-2", "machine/2026-03-04-abcdef0-3"], ids);
    }

    [Fact]
    public void A_run_that_is_finished_and_gave_its_reserve_back_is_never_overwritten()
    {
        RunFolder first = Create();
        first.Dispose();

        Assert.NotEqual(first.Path, Create().Path);
        Assert.Empty(Directory.GetFileSystemEntries(first.Path));
    }

    [Fact]
    public async Task Runs_that_start_at_once_never_share_a_folder()
    {
        RunFolder[] folders = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(Create)));

        Assert.Equal(32, folders.Select(static folder => folder.Path).Distinct().Count());
        Assert.All(folders, static folder => Assert.Equal([".lock", ".reserve"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
        Assert.Equal(32, Directory.GetFileSystemEntries(_folder["results/machine"]).Length);
    }

    [Fact]
    public void Nobody_opens_a_folder_that_a_run_works_in()
    {
        RunFolder first = Create();

        ResultsException error = Assert.Throws<ResultsException>(() => RunFolder.Open(first.Path, first.Id));
        Assert.Contains("a run still goes on in it", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(first.Path, ".reserve")));

        first.Dispose();
        using RunFolder second = RunFolder.Open(first.Path, first.Id);
        Assert.Throws<ResultsException>(() => RunFolder.Open(first.Path, first.Id));
        Assert.Equal((first.Path, first.Id), (second.Path, second.Id));
    }

    [Fact]
    public void What_a_killed_host_needed_only_while_it_ran_is_no_obstacle_and_goes()
    {
        Directory.CreateDirectory(_folder["run/samples"]);
        string guid = Guid.NewGuid().ToString("N");
        string[] left = [".lock", ".reserve", $"report.json.{guid}.tmp", $"samples/a.trace.{guid}.tmp"];
        string[] kept = ["mine.tmp", "report.json", "samples/a.trace"];
        foreach (string name in left.Concat(kept))
        {
            File.WriteAllText(_folder[$"run/{name}"], name);
        }

        RunFolder.Open(_folder["run"], "m/run").Dispose();

        Assert.Equal(kept, Directory.GetFiles(_folder["run"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["run"], file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_in_the_place_of_the_machine_is_an_error_with_the_remedy()
    {
        Directory.CreateDirectory(_folder["results"]);
        File.WriteAllText(_folder["results/machine"], "");

        ResultsException error = Assert.Throws<ResultsException>(Create);

        Assert.Contains(_folder["results"], error.Message, StringComparison.Ordinal);
        Assert.Contains("--results-dir", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_nobody_may_write_is_an_error_that_leaves_nothing()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc, where nobody can create a folder");

        ResultsException error = Assert.Throws<ResultsException>(static () => RunFolder.Create("/proc/self/results", "machine", s_day, "abcdef0"));

        Assert.Contains("/proc/self/results", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_an_error_and_nothing_stays_held()
    {
        string path = _folder["reserve"];
        DiskReserve reserve = new(path, open: static (file, mode) => new FullStream(new FileStream(file, mode), roomBytes: 100_000));

        Assert.True(reserve.TryHold(100_000));
        Assert.False(reserve.TryHold(100_001));
        Assert.Equal(0, reserve.HeldBytes);
        Assert.False(File.Exists(path));
        Assert.Throws<IOException>(() => reserve.Hold(200_000));
    }

    [Fact]
    public void A_file_that_is_no_reserve_is_neither_used_nor_deleted()
    {
        File.WriteAllText(_folder["file"], "precious");
        DiskReserve reserve = new(_folder["file"]);

        Assert.False(reserve.TryHold(1024));
        reserve.Release();

        Assert.Equal("precious", File.ReadAllText(_folder["file"]));
    }

    [Fact]
    public void The_reserve_holds_written_bytes_grows_and_goes()
    {
        string path = _folder["reserve"];
        DiskReserve reserve = new(path);

        Assert.True(reserve.TryHold(100_000));
        Assert.True(reserve.TryHold(50_000));
        Assert.Equal((100_000L, 100_000L), (reserve.HeldBytes, new FileInfo(path).Length));
        Assert.True(reserve.TryHold(200_001));
        Assert.Equal((200_001L, 200_001L), (reserve.HeldBytes, new FileInfo(path).Length));
        reserve.Release();
        Assert.False(File.Exists(path));
        Assert.Equal(0, reserve.HeldBytes);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private RunFolder Create()
    {
        return RunFolder.Create(_folder["results"], "machine", s_day, "abcdef0");
    }
}
