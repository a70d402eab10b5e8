using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class LibtorchFinderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public void The_users_variable_wins_over_what_the_shim_was_built_for()
    {
        string built = Unpack("built", "2.7.1");
        string named = Unpack("named", "2.7.0");
        _environment["LIBTORCH"] = named;

        LibtorchCandidate chosen = Choose(built, "2.7.1");

        Assert.Equal(Path.Combine(named, "lib", "libtorch_cpu.so"), chosen.Library);
        Assert.True(chosen.IsNamed);
    }

    [Fact]
    public void The_variable_may_name_the_folder_of_the_libraries()
    {
        string named = Unpack("named", "2.7.1");
        _environment["LIBTORCH"] = Path.Combine(named, "lib");

        Assert.Equal("2.7.1", Choose("/gone", "2.7.1").Version);
    }

    [Fact]
    public void The_variable_may_name_the_prefix_of_an_installed_package()
    {
        string multiarch = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64
            ? "aarch64-linux-gnu"
            : "x86_64-linux-gnu";
        _environment["LIBTORCH"] = Path.Combine(_folder.Path, "usr");

        string installed = Flat($"usr/lib/{multiarch}", "2.7.1");

        Assert.Equal(installed, Choose("/gone", "2.7.1").Folder);
    }

    [Fact]
    public void A_variable_that_names_another_version_is_refused_with_both()
    {
        string named = Unpack("named", "2.7.1");
        _environment["LIBTORCH"] = named;

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Choose("/usr/lib/x", "1.13.1"));

        Assert.Equal("the shim was built for libtorch 1.13.1 (/usr/lib/x), LIBTORCH names 2.7.1: build again (./run.sh does)", e.Message);
    }

    [Theory]
    [InlineData("app/libtorch")]
    [InlineData("app/runtimes/linux-x64/native")]
    [InlineData("root/usr/lib/python3.12/site-packages/torch")]
    public void Where_the_built_for_folder_is_gone_another_of_its_version_is_taken(string place)
    {
        Unpack("app/other", "2.7.1");
        string there = place.EndsWith("native", StringComparison.Ordinal) ? Flat(place, "2.7.1") : Path.Combine(Unpack(place, "2.7.1"), "lib");

        Assert.Equal(there, Choose("/gone", "2.7.1").Folder);
    }

    [Fact]
    public void Another_version_elsewhere_is_passed_over()
    {
        Unpack("app/libtorch", "2.6.0");
        string wheel = Unpack("root/usr/lib/python3.12/site-packages/torch", "2.7.1");

        Assert.Equal(Path.Combine(wheel, "lib"), Choose("/gone", "2.7.1").Folder);
    }

    [Fact]
    public void Where_there_is_none_the_message_says_which_is_missing()
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Choose("/gone", "2.7.1"));

        Assert.Equal("no libtorch found: the shim was built for libtorch 2.7.1 (/gone), which is not there", e.Message);
        Assert.Contains("apt-get install libtorch-dev", e.Remedy, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private LibtorchCandidate Choose(string built, string version)
    {
        return LibtorchFinder.Choose(new ShimBuild(built, version, "1", null, null), LibtorchFinder.Query with
        {
            ApplicationFolder = Path.Combine(_folder.Path, "app"),
            RuntimeIdentifier = "linux-x64",
            Environment = name => _environment.GetValueOrDefault(name),
            Root = Path.Combine(_folder.Path, "root"),
        });
    }

    private string Unpack(string name, string version)
    {
        string root = Path.Combine(_folder.Path, name);
        Flat(Path.Combine(root, "lib"), null);
        File.WriteAllText(Path.Combine(root, "build-version"), version);
        return root;
    }

    private string Flat(string name, string? version)
    {
        string folder = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "libtorch_cpu.so"), "");
        if (version is not null)
        {
            File.WriteAllText(Path.Combine(folder, "build-version"), version);
        }

        return folder;
    }
}
