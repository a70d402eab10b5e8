using InferenceBench.Contracts;
using Xunit;

namespace InferenceBench.Tests.Unit.OnnxRuntime;

public sealed class NativeLibraryFinderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("finder").FullName;
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public void The_variable_wins_over_every_other_place()
    {
        Touch("app/libengine.so");
        _environment["ENGINE_LIBRARY"] = Touch("mine/custom-name.so");

        Assert.Equal([new NativeLibraryCandidate(Path.Combine(_root, "mine/custom-name.so"), NativeLibraryPlace.Variable)], Find());
    }

    [Theory]
    [InlineData("mine/libengine.so")]
    [InlineData("mine/libengine.so.1.2.3")]
    [InlineData("mine/lib/libengine.so")]
    public void The_variable_may_name_the_folder(string file)
    {
        string path = Touch(file);
        _environment["ENGINE_LIBRARY"] = Path.Combine(_root, "mine");

        Assert.Equal(path, Assert.Single(Find()).Path);
    }

    [Fact]
    public void A_variable_that_names_nothing_is_refused_with_its_value()
    {
        _environment["ENGINE_LIBRARY"] = "/no/such/libengine.so";

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(Find);
        Assert.Equal("ENGINE_LIBRARY is /no/such/libengine.so, which is neither a file nor a folder", e.Message);
        Assert.Contains("unset it", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_library_is_refused_with_what_was_looked_for()
    {
        Touch("mine/other.so");
        _environment["ENGINE_LIBRARY"] = Path.Combine(_root, "mine");

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(Find);
        Assert.Contains("which holds no libengine.so", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_application_comes_before_a_wheel_and_a_wheel_before_the_system()
    {
        string bundled = Touch("app/runtimes/linux-test/native/libengine.so");
        string wheel = Touch("usr/local/lib/python3.11/dist-packages/engine/lib/libengine.so.1");

        Assert.Equal(
            [
                new NativeLibraryCandidate(bundled, NativeLibraryPlace.Application),
                new NativeLibraryCandidate(wheel, NativeLibraryPlace.Python),
                new NativeLibraryCandidate("libengine.so.1", NativeLibraryPlace.System),
            ],
            Find());
    }

    [Fact]
    public void The_application_folder_itself_comes_before_its_runtimes()
    {
        Touch("app/runtimes/linux-test/native/libengine.so");
        string beside = Touch("app/libengine.so");

        Assert.Equal(beside, Find()[0].Path);
    }

    [Fact]
    public void The_active_environment_comes_before_installed_pythons_and_newer_before_older()
    {
        string old = Touch("usr/lib/python3.9/site-packages/engine/lib/libengine.so");
        string young = Touch("usr/lib/python3.12/site-packages/engine/lib/libengine.so");
        string active = Touch("venv/lib/python3.10/site-packages/engine/lib/libengine.so");
        string user = Touch("home/.local/lib/python3.11/site-packages/engine/lib/libengine.so");
        _environment["VIRTUAL_ENV"] = Path.Combine(_root, "venv");
        _environment["HOME"] = Path.Combine(_root, "home");

        Assert.Equal([active, user, young, old], Find().Where(c => c.Place == NativeLibraryPlace.Python).Select(c => c.Path));
    }

    [Fact]
    public void A_python_on_the_path_is_searched()
    {
        string wheel = Touch("opt/python/lib/python3.13/site-packages/engine/lib/libengine.so");
        _environment["PATH"] = $"/no/such/bin:{Path.Combine(_root, "opt/python/bin")}";

        Assert.Equal(new NativeLibraryCandidate(wheel, NativeLibraryPlace.Python), Find()[0]);
    }

    [Fact]
    public void Without_any_file_the_systems_loader_is_the_last_resort()
    {
        Assert.Equal([new NativeLibraryCandidate("libengine.so.1", NativeLibraryPlace.System)], Find());
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
    }

    private IReadOnlyList<NativeLibraryCandidate> Find()
    {
        return NativeLibraryFinder.Find(new NativeLibraryQuery("ENGINE_LIBRARY", ["libengine.so", "libengine.so.*"], ["libengine.so.1"], ["engine/lib"])
        {
            ApplicationFolder = Path.Combine(_root, "app"),
            RuntimeIdentifier = "linux-test",
            Environment = name => _environment.GetValueOrDefault(name),
            Root = _root,
        });
    }

    private string Touch(string relative)
    {
        string path = Path.Combine(_root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
        return path;
    }
}
