using System.Diagnostics;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using InferenceBench.Scale;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>What is looked at below the folders that were asked for, and in which order.</summary>
public sealed class ResultSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Root => _folder.ToString();

    private string RootName => Path.GetFileName(Root);

    [Fact]
    public void Run_folders_are_found_at_any_depth_and_hide_what_is_in_them()
    {
        WriteRun("a/b/report.json", "m/2");
        WriteRun("a/report.json", "m/1");
        WriteRun("b/c/report.json", "m/3");
        WriteText("a/broken.json", "{");
        WriteText("a/N-report-full.json", "{");
        WriteText("b/notes.txt", "nothing");
        WriteText("b/fine.json", "[1, 2]");

        ResultSet set = ResultSet.Read([Root]);

        Assert.Equal(["m/1", "m/3"], RunsOf(set));
        Assert.Empty(set.Problems);
        Assert.Equal(2, set.FileCount);
        Assert.Equal($"{RootName}/a/report.json", set.Rows[0].Origin.File);
        Assert.Equal(["a/report.json", "b/c/report.json"], FolderScan.Of([Root]).Files.Select(static file => file.FullPath).Where(static path => Path.GetFileName(path) == RunReport.FileName).Select(path => Path.GetRelativePath(Root, path)));
    }

    [Fact]
    public void Order_is_ordinal_in_every_folder_and_that_of_the_paths_that_were_asked_for()
    {
        string[] names = ["B", "Z", "a", "b", "ä", "1"];
        foreach (string name in names)
        {
            WriteRun($"all/{name}/report.json", name);
        }

        WriteRun("first/report.json", "first");

        Assert.Equal(["first", "1", "B", "Z", "a", "b", "ä"], RunsOf(ResultSet.Read([_folder["first"], _folder["all"]])));
    }

    [Fact]
    public void Rows_are_in_the_order_of_their_files_however_many_read_them()
    {
        GeneratedResults.Write(Root, runs: 60, cases: 5);

        ResultSet set = ResultSet.Read([Root]);

        Assert.Equal(set.Rows.Select(static row => row.Origin.File).Order(StringComparer.Ordinal), set.Rows.Select(static row => row.Origin.File));
        Assert.Equal(300, set.Rows.Count);
    }

    [Fact]
    public void A_file_or_folder_that_is_reached_twice_counts_once()
    {
        WriteRun("a/report.json", "m/1");
        Directory.CreateSymbolicLink(_folder["link"], _folder["a"]);
        Directory.CreateSymbolicLink(_folder["loop"], Root);
        Directory.CreateSymbolicLink(_folder["a-self"], "a-self");
        File.CreateSymbolicLink(_folder["copy.json"], _folder["a/report.json"]);

        ResultSet set = ResultSet.Read([Root, _folder["a"], _folder["a/report.json"], _folder["link"]]);

        Assert.Equal(["m/1"], RunsOf(set));
        Assert.DoesNotContain(set.Problems, static problem => problem.Kind == ProblemKind.Repeated);
    }

    [Fact]
    public void Links_to_folders_elsewhere_are_followed()
    {
        WriteRun("real/x/report.json", "m/1");
        Directory.CreateDirectory(_folder["asked"]);
        Directory.CreateSymbolicLink(_folder["asked/there"], "../real");

        ResultSet set = ResultSet.Read([_folder["asked"]]);

        Assert.Equal("asked/there/x/report.json", Assert.Single(set.Rows.Select(static row => row.Origin.File).Distinct()));
    }

    [Fact]
    public void A_path_that_does_not_exist_is_an_error_that_names_it()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => ResultSet.Read([Root, _folder["nowhere"]]));

        Assert.Contains(_folder["nowhere"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_named_itself_is_read_or_named()
    {
        WriteRun("mine.json", "m/1");
        WriteText("notes.txt", "nothing");
        WriteText("fine.json", "[1, 2]");

        ResultSet set = ResultSet.Read([_folder["mine.json"], _folder["notes.txt"], _folder["fine.json"]]);

        Assert.Equal(["m/1"], RunsOf(set));
        Assert.Equal(["notes.txt", "fine.json"], set.Problems.Select(static problem => problem.File));
        Assert.All(set.Problems, static problem => Assert.Equal("it is of no format that results are read from", problem.Reason));
        Assert.Equal(3, set.FileCount);
    }

    [Theory]
    [InlineData("broken.json", "{")]
    [InlineData("broken.JSON", "[1 2]")]
    [InlineData("empty.json", "")]
    [InlineData("sub/report.json", "")]
    [InlineData("notes.json", "// nothing")]
    public void Json_that_is_none_is_named(string name, string text)
    {
        WriteText(name, text);
        WriteRun("z/report.json", "m/1");

        ResultSet set = ResultSet.Read([Root]);

        ReadProblem problem = Assert.Single(set.Problems);
        Assert.Equal((ProblemKind.Unreadable, $"{RootName}/{name}"), (problem.Kind, problem.File));
        Assert.Equal(["m/1"], RunsOf(set));
    }

    [Fact]
    public void Json_of_another_encoding_is_named()
    {
        File.WriteAllBytes(_folder["latin.json"], [(byte)'"', 0xE9, (byte)'"']);

        Assert.Equal("it is no valid JSON: it is no UTF-8", Assert.Single(ResultSet.Read([Root]).Problems).Reason);
    }

    [Fact]
    public void A_folder_called_as_a_report_is_a_folder()
    {
        WriteRun("report.json/x/report.json", "m/1");

        Assert.Equal(["m/1"], RunsOf(ResultSet.Read([Root])));
    }

    [Fact]
    public void A_link_to_nowhere_is_named_when_a_report_was_meant()
    {
        Directory.CreateDirectory(_folder["a"]);
        File.CreateSymbolicLink(_folder["a/report.json"], "gone");
        File.CreateSymbolicLink(_folder["lock"], "gone");

        ReadProblem problem = Assert.Single(ResultSet.Read([Root]).Problems);

        Assert.Equal($"{RootName}/a/report.json", problem.File);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pipe_is_named_and_never_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in the file system");
        Directory.CreateDirectory(_folder["a"]);
        using (Process made = Process.Start("mkfifo", [_folder["a/report.json"], _folder["b.json"], _folder["c.csv"]]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        ResultSet set = await Task.Run(() => ResultSet.Read([Root]), TestContext.Current.CancellationToken);

        Assert.Equal([$"{RootName}/b.json", $"{RootName}/a/report.json"], set.Problems.Select(static problem => problem.File));
        Assert.All(set.Problems, static problem => Assert.Equal("it is empty, or no regular file", problem.Reason));
    }

    [Fact]
    public void What_may_not_be_read_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "this user may read everything");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        WriteRun("a/report.json", "m/1");
        WriteRun("b/report.json", "m/2");
        WriteRun("c/report.json", "m/3");
        File.SetUnixFileMode(_folder["a/report.json"], UnixFileMode.None);
        File.SetUnixFileMode(_folder["b"], UnixFileMode.None);
        try
        {
            ResultSet set = ResultSet.Read([Root]);

            Assert.Equal(["m/3"], RunsOf(set));
            Assert.Equal([$"{RootName}/b", $"{RootName}/a/report.json"], set.Problems.Select(static problem => problem.File));
        }
        finally
        {
            File.SetUnixFileMode(_folder["b"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_file_that_goes_between_finding_and_reading_is_named()
    {
        var sink = new ResultSink();

        foreach (IResultFormat format in ResultFormatList.All)
        {
            format.Read([new ResultFile(0, _folder["gone/report.json"], "gone/report.json")], sink);
        }

        Assert.Empty(sink.Rows);
        Assert.Equal(ResultFormatList.All.Count, sink.Problems.Count);
        Assert.All(sink.Problems, static problem => Assert.Equal((ProblemKind.Unreadable, "gone/report.json"), (problem.Kind, problem.File)));
    }

    [Fact]
    public void A_tree_deeper_than_a_stack_is_searched()
    {
        string deep = string.Join('/', Enumerable.Repeat("d", 400));
        WriteRun($"{deep}/report.json", "m/1");

        Assert.Equal(["m/1"], RunsOf(ResultSet.Read([Root])));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static IEnumerable<string?> RunsOf(ResultSet set)
    {
        return set.Rows.Select(static row => row.Origin.RunId).Distinct();
    }

    private void WriteRun(string path, string id)
    {
        RunReport sample = SampleReport.Create();
        (sample with { Run = sample.Run with { Id = id } }).Write(Prepared(path));
    }

    private void WriteText(string path, string text)
    {
        File.WriteAllText(Prepared(path), text);
    }

    private string Prepared(string path)
    {
        string full = _folder[path];
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
