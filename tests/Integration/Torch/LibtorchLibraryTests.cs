using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Tests.Integration.Catalogue;
using Xunit;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>Libraries that cannot be used, loaded into this process as the adapter would: each is refused in one line, and the process goes on.</summary>
public sealed class LibtorchLibraryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public LibtorchLibraryTests()
    {
        Directory.CreateDirectory(Native);
        Directory.CreateDirectory(Libtorch);
        WriteBuild("version=9.8.7", "cxx11_abi=1");
    }

    private string Native => _folder.File($"app/runtimes/{NativeLibraryFinder.PortableRuntimeIdentifier}/native");

    private string Libtorch => _folder.File("libtorch/lib");

    private string Named => _folder.File("libtorch");

    [Fact]
    public void A_folder_without_libtorch_is_refused_with_its_path()
    {
        Assert.Equal($"LIBTORCH is the folder {Named}, which holds no libtorch_cpu.so", Refusal());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_with_its_path()
    {
        Assert.Equal("LIBTORCH is /no/such/folder, which is neither a file nor a folder", Refusal("/no/such/folder"));
    }

    [Fact]
    public void A_shim_that_was_not_built_says_why()
    {
        WriteBuild("reason=no libtorch found", "remedy=apt-get install libtorch-dev libopenblas0");

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Load(Named));

        Assert.Equal("not built: no libtorch found", e.Message);
        Assert.Equal("apt-get install libtorch-dev libopenblas0", e.Remedy);
    }

    [Fact]
    public void Another_version_than_the_shim_was_built_for_is_refused_before_it_is_loaded()
    {
        File.WriteAllText(_folder.File("libtorch/build-version"), "9.7.0+cpu\n");
        Compile("abort", "libc10.so", "#include <stdlib.h>\n__attribute__((constructor)) static void start(void) { abort(); }");
        Compile("abort", "libtorch_cpu.so", "#include <stdlib.h>\n__attribute__((constructor)) static void start(void) { abort(); }");

        Assert.Equal($"the shim was built for libtorch 9.8.7 (/built/for), LIBTORCH names 9.7.0+cpu: build again (./run.sh does)", Refusal());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1200)]
    [InlineData(9000)]
    public void A_library_that_is_cut_off_is_refused_before_the_loader_maps_it(int length)
    {
        Compile("c10", "libc10.so", "int c10(void) { return 1; }");
        Compile("cpu", "libtorch_cpu.so", "int data[2000] = { 1 }; int cpu(void) { return data[1]; }");
        string path = Path.Combine(Libtorch, "libtorch_cpu.so");
        byte[] whole = File.ReadAllBytes(path);
        Assert.InRange(length, 0, whole.Length - 1);
        File.WriteAllBytes(path, whole[..length]);

        Assert.Equal($"{path} (LIBTORCH) cannot be loaded: it is cut off after {length} bytes", Refusal());
    }

    [Fact]
    public void A_file_that_is_no_library_is_refused()
    {
        Compile("c10", "libc10.so", "int c10(void) { return 1; }");
        string path = Path.Combine(Libtorch, "libtorch_cpu.so");
        File.WriteAllText(path, new string('x', 5000));

        Assert.Equal($"{path} (LIBTORCH) cannot be loaded: it is no library", Refusal());
    }

    [Fact]
    public void A_library_for_another_processor_is_refused_with_both_names()
    {
        Compile("c10", "libc10.so", "int c10(void) { return 1; }");
        Compile("cpu", "libtorch_cpu.so", "int cpu(void) { return 1; }");
        string path = Path.Combine(Libtorch, "libtorch_cpu.so");
        byte[] bytes = File.ReadAllBytes(path);
        bool isX64 = bytes[18] == 62;
        bytes[18] = (byte)(isX64 ? 183 : 62);
        File.WriteAllBytes(path, bytes);

        Assert.Equal($"{path} (LIBTORCH) cannot be loaded: it is for {(isX64 ? "arm64, and this process is x64" : "x64, and this process is arm64")}", Refusal());
    }

    [Fact]
    public void A_missing_dependency_is_named()
    {
        Compile("missing", "libmissing_of_tests.so", "int missing(void) { return 1; }");
        Compile("c10", "libc10.so", "int c10(void) { return 1; }");
        Compile("cpu", "libtorch_cpu.so", "int missing(void); int cpu(void) { return missing(); }", "-L", Libtorch, "-lmissing_of_tests");
        File.Delete(Path.Combine(Libtorch, "libmissing_of_tests.so"));

        Assert.Equal(
            $"{Path.Combine(Libtorch, "libtorch_cpu.so")} (LIBTORCH) cannot be loaded: libmissing_of_tests.so, which it needs, is not found", Refusal());
    }

    [Fact]
    public void A_libtorch_without_its_core_is_refused()
    {
        Compile("cpu", "libtorch_cpu.so", "int cpu(void) { return 1; }");

        Assert.Equal($"the folder {Libtorch} (LIBTORCH) holds libtorch_cpu.so but no libc10.so", Refusal());
    }

    [Fact]
    public void A_shim_with_symbols_that_libtorch_lacks_is_refused_with_the_ABI_it_was_built_with()
    {
        CompileLibtorch();
        CompileShim("int infb_of_tests_nowhere(void); int infb_torch_abi(void) { return 1; } int use(void) { return infb_of_tests_nowhere(); }");

        Assert.Equal(
            $"the shim does not fit the libtorch in {Libtorch} (LIBTORCH): undefined symbol: infb_of_tests_nowhere (it was built for libtorch 9.8.7 with the C++11 ABI)",
            Refusal());
    }

    [Fact]
    public void A_shim_of_another_interface_is_refused()
    {
        CompileLibtorch();
        string shim = CompileShim("int infb_torch_abi(void) { return 99; }");

        Assert.StartsWith($"{shim} speaks version 99 of the shim's interface, this build ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_libtorch_and_a_shim_that_fit_are_loaded()
    {
        CompileLibtorch();
        CompileShim("int infb_torch_abi(void) { return 1; }");

        LibtorchLibrary library = Load(Named);

        Assert.NotEqual(0, library.Handle);
        Assert.Equal($"{Libtorch} (LIBTORCH)", library.Origin);
        Assert.Equal($"the libtorch in {Libtorch} (LIBTORCH) is a CPU build", library.CudaProblem);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private void CompileLibtorch()
    {
        Compile("c10", "libc10.so", "int c10(void) { return 1; }");
        Compile("cpu", "libtorch_cpu.so", "int cpu(void) { return 1; }");
        Compile("torch", "libtorch.so", "int torch(void) { return 1; }");
    }

    // A name inside each library that no other has: the loader takes one that it knows for the other, and the real libtorch may be loaded in this process.
    private void Compile(string name, string file, string source, params string[] options)
    {
        CCompiler.Compile(source, Path.Combine(Libtorch, file), ["-shared", "-fPIC", $"-Wl,-soname,{(name == "missing" ? file : $"{name}-{Guid.NewGuid():N}")}", .. options]);
    }

    private string CompileShim(string source)
    {
        string path = Path.Combine(Native, "libinferencebench_torch.so");
        CCompiler.Compile(source, path, "-shared", "-fPIC", $"-Wl,-soname,shim-{Guid.NewGuid():N}");
        return path;
    }

    private void WriteBuild(params string[] lines)
    {
        File.WriteAllLines(Path.Combine(Native, ShimBuild.FileName), ["libtorch=/built/for", .. lines]);
    }

    private string Refusal(string? named = null)
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Load(named ?? Named));
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(string.IsNullOrEmpty(e.Remedy));
        return e.Message;
    }

    private LibtorchLibrary Load(string named)
    {
        return LibtorchLibrary.Load(LibtorchFinder.Query with
        {
            ApplicationFolder = _folder.File("app"),
            Environment = name => name == LibtorchFinder.Variable ? named : "",
            Root = _folder.File("root"),
        });
    }
}
