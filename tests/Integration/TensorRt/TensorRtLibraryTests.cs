using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Loading;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.Torch;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>Libraries that cannot be used, loaded into this process as the adapter would: each is refused in one line, and the process goes on.</summary>
public sealed class TensorRtLibraryTests : IDisposable
{
    private const string Shim = "int infb_trt_abi(void) { return 1; }";

    private readonly ScratchFolder _folder = new();

    public TensorRtLibraryTests()
    {
        Directory.CreateDirectory(Native);
        Directory.CreateDirectory(TensorRt);
        WriteBuild("tensorrt=/built/for", "version=10.3.0");
    }

    private string Native => _folder.File($"app/runtimes/{NativeLibraryFinder.PortableRuntimeIdentifier}/native");

    private string ShimFile => Path.Combine(Native, "libinferencebench_tensorrt.so");

    private string Named => _folder.File("tensorrt");

    private string TensorRt => Path.Combine(Named, "lib");

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_shim_that_was_not_built_says_why()
    {
        WriteBuild("reason=TensorRT headers not found", "remedy=install libnvinfer-dev");

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Load(""));

        Assert.Equal(("not built: TensorRT headers not found", "install libnvinfer-dev"), (e.Message, e.Remedy));
    }

    [Fact]
    public void A_shim_that_is_not_there_says_so()
    {
        Assert.Equal($"not built: there is no {ShimFile}", Refusal(""));
        File.Delete(Path.Combine(Native, ShimBuild.FileName));
        Assert.Equal($"not built: there is no {Path.Combine(Native, ShimBuild.FileName)}", Refusal(""));
    }

    [Theory]
    [InlineData("int infb_trt_abi(void) { return 99; }", "99")]
    [InlineData("int other(void) { return 99; }", "unknown")]
    public void A_shim_of_another_interface_is_refused(string source, string version)
    {
        CompileShim(source);

        Assert.StartsWith($"{ShimFile} speaks version {version} of the shim's interface, this build ", Refusal(""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_TensorRT_that_is_gone_is_named_with_the_version_that_is_needed()
    {
        Compile(Path.Combine(TensorRt, "libnvinfer_of_tests.so"), "int infer(void) { return 1; }", "libnvinfer_of_tests.so");
        CompileShim($"int infer(void); {Shim} int use(void) {{ return infer(); }}", "-L", TensorRt, "-lnvinfer_of_tests");
        File.Delete(Path.Combine(TensorRt, "libnvinfer_of_tests.so"));

        Assert.Equal("the shim cannot be loaded: libnvinfer_of_tests.so, which it needs, is not found (it was built for TensorRT 10.3.0)", Refusal(""));
    }

    [Theory]
    [InlineData("/no/such/folder", "TENSORRT is /no/such/folder, which is no folder")]
    [InlineData(null, "TENSORRT is the folder {0}, which holds no libnvinfer.so")]
    public void A_variable_that_names_no_TensorRT_is_refused(string? named, string message)
    {
        CompileShim(Shim);

        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, Named), Refusal(named ?? Named));
    }

    [Fact]
    public void A_variable_that_names_another_major_version_is_refused_before_it_is_loaded()
    {
        CompileShim(Shim);
        string other = Path.Combine(TensorRt, "libnvinfer.so.8");
        Compile(other, "#include <stdlib.h>\n__attribute__((constructor)) static void start(void) { abort(); }", "eight");

        Assert.Equal($"the shim was built for TensorRT 10, TENSORRT names {other}", Refusal(Named));
    }

    [Fact]
    public void A_library_that_is_cut_off_is_refused_before_the_loader_maps_it()
    {
        CompileShim(Shim);
        string library = Path.Combine(TensorRt, "libnvinfer.so.10");
        Compile(library, "int data[2000] = { 1 }; int infer(void) { return data[1]; }", "whole");
        File.WriteAllBytes(library, File.ReadAllBytes(library)[..3000]);

        Assert.Equal($"{library} (TENSORRT) cannot be loaded: it is cut off after 3000 bytes", Refusal(Named));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lib")]
    public void The_variables_folder_or_its_lib_is_taken_whatever_the_loader_knows(string below)
    {
        // Only what is loaded by its full path can satisfy the shim: no folder of the loader holds a library of this name.
        string name = $"nvinfer-{Guid.NewGuid():N}";
        string library = Path.Combine(Named, below, "libnvinfer.so.10");
        Compile(library, "int infer_of_tests(void) { return 7; }", name);
        CompileShim($"int infer_of_tests(void); {Shim} int use(void) {{ return infer_of_tests(); }}", "-x", "none", library);

        LoadedTensorRt loaded = Load(Named);

        Assert.NotEqual(0, loaded.Handle);
        Assert.Equal($"{Path.Combine(Named, below).TrimEnd('/')} (TENSORRT)", loaded.Origin);
    }

    [Fact]
    public void Without_the_variable_the_TensorRT_of_the_build_is_told()
    {
        CompileShim(Shim);

        Assert.Equal("/built/for", Load("").Origin);
    }

    // A name inside each library that no other has: the loader takes one that it knows for the other.
    private static void Compile(string file, string source, string name, params string[] options)
    {
        CCompiler.Compile(source, file, ["-shared", "-fPIC", $"-Wl,-soname,{name}", .. options]);
    }

    private void CompileShim(string source, params string[] options)
    {
        Compile(ShimFile, source, $"shim-{Guid.NewGuid():N}", options);
    }

    private void WriteBuild(params string[] lines)
    {
        File.WriteAllLines(Path.Combine(Native, ShimBuild.FileName), lines);
    }

    private string Refusal(string named)
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Load(named));
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(string.IsNullOrEmpty(e.Remedy));
        return e.Message;
    }

    private LoadedTensorRt Load(string named)
    {
        return LoadedTensorRt.Load(new NativeLibraryQuery(TensorRtFolder.Variable, [], [], [])
        {
            ApplicationFolder = _folder.File("app"),
            Environment = name => name == TensorRtFolder.Variable ? named : "",
        });
    }
}
