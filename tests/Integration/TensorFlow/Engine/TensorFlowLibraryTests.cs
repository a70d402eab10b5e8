using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.Torch;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

/// <summary>Libraries that cannot be used, loaded into this process as the adapter would: each is refused in one line, and the process goes on.</summary>
public sealed class TensorFlowLibraryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public TensorFlowLibraryTests()
    {
        Directory.CreateDirectory(Lib);
    }

    private string Root => _folder.File("release");

    private string Lib => _folder.File("release/lib");

    private string Library => Path.Combine(Lib, "libtensorflow.so.2");

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_folder_without_TensorFlow_is_refused_with_its_path()
    {
        Assert.Equal($"TENSORFLOW_LIBRARY is the folder {Root}, which holds no libtensorflow.so.2", Refusal(Root));
    }

    [Fact]
    public void A_path_to_nothing_is_refused()
    {
        Assert.Equal("TENSORFLOW_LIBRARY is /no/such/library.so, which is neither a file nor a folder", Refusal("/no/such/library.so"));
    }

    [Fact]
    public void Nothing_anywhere_is_told_with_what_to_install()
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => TensorFlowLibrary.Load(Query("") with { SystemNames = ["libno_such_tensorflow.so.2"] }));

        Assert.Equal("no TensorFlow found", e.Message);
        Assert.Contains("TENSORFLOW_LIBRARY", e.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1200)]
    [InlineData(9000)]
    public void A_library_that_is_cut_off_is_refused_before_the_loader_maps_it(int length)
    {
        Compile("int data[2000] = { 1 }; int tf(void) { return data[1]; }");
        byte[] whole = File.ReadAllBytes(Library);
        Assert.InRange(length, 0, whole.Length - 1);
        File.WriteAllBytes(Library, whole[..length]);

        Assert.Equal($"{Library} (TENSORFLOW_LIBRARY) cannot be loaded: it is cut off after {length} bytes", Refusal(Root));
    }

    [Fact]
    public void A_library_for_another_processor_is_refused_with_both_names()
    {
        Compile("int tf(void) { return 1; }");
        byte[] bytes = File.ReadAllBytes(Library);
        bool isX64 = bytes[18] == 62;
        bytes[18] = (byte)(isX64 ? 183 : 62);
        File.WriteAllBytes(Library, bytes);

        Assert.Equal($"{Library} (TENSORFLOW_LIBRARY) cannot be loaded: it is for {(isX64 ? "arm64, and this process is x64" : "x64, and this process is arm64")}", Refusal(Root));
    }

    [Fact]
    public void Another_library_is_refused_with_what_it_lacks()
    {
        Compile("int something_else(void) { return 1; }");

        Assert.Equal($"{Library} (TENSORFLOW_LIBRARY) is no TensorFlow: it has no TF_Version", Refusal(Library));
    }

    [Fact]
    public void The_half_that_both_libraries_share_is_no_TensorFlow()
    {
        string framework = Path.Combine(Lib, "libtensorflow_framework.so.2");
        Compile("int framework(void) { return 1; }", framework);

        Assert.StartsWith($"{framework} (TENSORFLOW_LIBRARY) is no TensorFlow: ", Refusal(framework), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.15.5")]
    [InlineData("20.1.0")]
    public void Another_generation_is_refused_with_its_version(string version)
    {
        Compile(Stub(version));

        Assert.Equal($"{Library} (TENSORFLOW_LIBRARY) is TensorFlow {version}, not 2.x", Refusal(Root));
    }

    [Fact]
    public void A_missing_half_is_named()
    {
        string framework = Path.Combine(Lib, "libtensorflow_framework_of_tests.so.2");
        CCompiler.Compile("int framework(void) { return 1; }", framework, "-shared", "-fPIC", "-Wl,-soname,libtensorflow_framework_of_tests.so.2");
        Compile("int framework(void); int tf(void) { return framework(); }", Library, "-L", Lib, "-l:libtensorflow_framework_of_tests.so.2");
        File.Delete(framework);

        Assert.Equal($"{Library} (TENSORFLOW_LIBRARY) cannot be loaded: libtensorflow_framework_of_tests.so.2, which it needs, is not found", Refusal(Root));
    }

    [Fact]
    public void A_damaged_half_is_told_by_its_own_name()
    {
        string framework = Path.Combine(Lib, "libtensorflow_framework.so.2");
        Compile(Stub("2.99.0"));
        File.WriteAllText(framework, "cut");

        Assert.Equal($"{framework} cannot be loaded: it is cut off after 3 bytes", Refusal(Root));
    }

    [Theory]
    [InlineData("release")]
    [InlineData("release/lib")]
    [InlineData("release/lib/libtensorflow.so.2")]
    public void A_release_its_folder_and_its_file_are_all_accepted(string named)
    {
        Compile(Stub("2.99.0-rc1"));

        TensorFlowLibrary library = TensorFlowLibrary.Load(Query(_folder.File(named)));

        Assert.Equal(("2.99.0-rc1", $"{Library} (TENSORFLOW_LIBRARY)"), (library.Version, library.Origin));
    }

    [Fact]
    public void NuGets_natives_come_before_a_wheel_and_one_that_is_broken_is_passed_over()
    {
        string native = _folder.File($"app/runtimes/{NativeLibraryFinder.PortableRuntimeIdentifier}/native");
        string wheel = _folder.File("root/usr/lib/python3.11/site-packages/tensorflow");
        Directory.CreateDirectory(native);
        Directory.CreateDirectory(wheel);
        string fromNuGet = Path.Combine(native, "libtensorflow.so");
        string fromWheel = Path.Combine(wheel, "libtensorflow_cc.so.2");
        Compile(Stub("2.15.0"), fromNuGet);
        Compile(Stub("2.18.0"), fromWheel);

        Assert.Equal(fromNuGet, TensorFlowLibrary.Load(Query("")).Origin);
        // Another file of that name: the one that is loaded must not change below the process.
        File.Delete(fromNuGet);
        // Another file of that name: the one before is mapped into this process.
        File.Delete(fromNuGet);
        File.WriteAllText(fromNuGet, "broken");
        Assert.Equal((fromWheel, "2.18.0"), (TensorFlowLibrary.Load(Query("")).Origin, TensorFlowLibrary.Load(Query("")).Version));
    }

    // What tells a TensorFlow, with a version of the test's own.
    private static string Stub(string version)
    {
        return $"const char *TF_Version(void) {{ return \"{version}\"; }} void TF_SessionRun(void) {{}} void TF_LoadSessionFromSavedModel(void) {{}}";
    }

    // A name inside each library that no other has: the loader takes one that it knows for the other, and the real TensorFlow may be loaded in this process.
    private void Compile(string source, string? file = null, params string[] options)
    {
        CCompiler.Compile(source, file ?? Library, ["-shared", "-fPIC", $"-Wl,-soname,tensorflow-{Guid.NewGuid():N}", .. options]);
    }

    private string Refusal(string named)
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => TensorFlowLibrary.Load(Query(named)));
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(string.IsNullOrEmpty(e.Remedy));
        return e.Message;
    }

    private NativeLibraryQuery Query(string named)
    {
        return TensorFlowFinder.Query with
        {
            ApplicationFolder = _folder.File("app"),
            Environment = name => name == TensorFlowFinder.Variable ? named : "",
            Root = _folder.File("root"),
        };
    }
}
