using InferenceBench.Reporting.Publishing;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class PrivatePathsTests
{
    private static readonly PrivatePaths s_paths = new("/opt/bench", "/srv/data/", "/home/someone");

    [Theory]
    [InlineData("/opt/bench/results", "{sources}/results")]
    [InlineData("in \"/opt/bench\": x", "in \"{sources}\": x")]
    [InlineData("library=/home/someone/.venv/lib/libx.so;y", "library=~/.venv/lib/libx.so;y")]
    [InlineData("/home/someone", "~")]
    [InlineData("/srv/data/net.onnx and /opt/bench/a /home/someone/b,/home/someone/c", "/srv/data/net.onnx and {sources}/a ~/b,~/c")]
    public void Folders_of_the_user_get_their_public_names(string text, string expected)
    {
        Assert.True(s_paths.AreIn(text));
        Assert.Equal(expected, s_paths.Hide(text));
        Assert.False(s_paths.AreIn(s_paths.Hide(text)));
    }

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/libonnxruntime.so")]
    [InlineData("/home/someoneelse/x")]
    [InlineData("/mnt/home/someone/x")]
    [InlineData("/srv/data/net.onnx")]
    [InlineData("/opt/bench2/x")]
    [InlineData("")]
    public void Other_paths_stay(string text)
    {
        Assert.False(s_paths.AreIn(text));
        Assert.Equal(text, s_paths.Hide(text));
    }

    [Theory]
    [InlineData("/home/someone/bench", "/home/someone/bench", "--model-file ./net.onnx")]
    [InlineData("/home/someone/bench/benchmarks", "/home/someone/bench", "--model-file ../net.onnx")]
    [InlineData("/tmp", "/home/someone/bench", "--model-file ~/bench/net.onnx")]
    [InlineData("/home/someone", "/home/someone/bench", "--model-file ~/bench/net.onnx")]
    public void Files_among_the_sources_are_named_so_that_the_same_command_finds_them(string current, string sources, string expected)
    {
        Assert.Equal(expected, new PrivatePaths(sources, current, "/home/someone").Hide("--model-file /home/someone/bench/net.onnx"));
    }

    [Theory]
    [InlineData("~/net.onnx", "/home/someone/net.onnx")]
    [InlineData("--model-file=~/net.onnx", "--model-file=/home/someone/net.onnx")]
    [InlineData("replay:~/trace.csv,~", "replay:/home/someone/trace.csv,/home/someone")]
    [InlineData("a~/b", "a~/b")]
    [InlineData("~other/b", "~other/b")]
    [InlineData("--model-file={sources}/net.onnx", "--model-file=/opt/bench/net.onnx")]
    [InlineData("a{sources}/b", "a{sources}/b")]
    public void Folders_of_a_recorded_argument_come_back(string recorded, string expected)
    {
        Assert.Equal(expected, s_paths.Restore(recorded));
    }

    [Fact]
    public void The_root_folder_is_nobodys()
    {
        PrivatePaths none = new(null, "/", "");

        Assert.Equal("/usr/lib / x", none.Hide("/usr/lib / x"));
    }
}
