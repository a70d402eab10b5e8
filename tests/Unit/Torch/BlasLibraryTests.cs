using InferenceBench.Frameworks.Torch.Loading;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class BlasLibraryTests
{
    private const string Lib = "7f0000000000-7f0000001000 r-xp 00000000 08:01 123456                     /usr/lib/x86_64-linux-gnu";

    [Theory]
    [InlineData("/blas/libblas.so.3.11.0", "reference BLAS (/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0)", BlasLibrary.ReferenceWarning)]
    [InlineData("/openblas-pthread/libblas.so.3", "OpenBLAS (/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3)", BlasLibrary.OwnThreadsWarning)]
    [InlineData("/openblas-openmp/libblas.so.3", "OpenBLAS (/usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3)", null)]
    [InlineData("/blis-openmp/libblas.so.4", "BLIS (/usr/lib/x86_64-linux-gnu/blis-openmp/libblas.so.4)", null)]
    [InlineData("/libmkl_intel_lp64.so.2", "MKL (/usr/lib/x86_64-linux-gnu/libmkl_intel_lp64.so.2)", null)]
    [InlineData("/libopenblas.so.0", "OpenBLAS (/usr/lib/x86_64-linux-gnu/libopenblas.so.0)", null)]
    public void The_mapped_file_tells(string file, string name, string? warning)
    {
        Assert.Equal(new BlasLibrary(name, warning), BlasLibrary.Find(["", "7f00-7f01 rw-p 00000000 00:00 0 ", Lib + "/libc.so.6", Lib + file, Lib + file], ""));
    }

    [Fact]
    public void The_interface_library_counts_not_what_else_is_mapped()
    {
        BlasLibrary found = BlasLibrary.Find([Lib + "/openblas-pthread/libopenblasp-r0.3.21.so", Lib + "/blas/libblas.so.3.11.0"], "");

        Assert.Equal(BlasLibrary.ReferenceWarning, found.Warning);
    }

    [Theory]
    [InlineData("PyTorch built with:\n  - Intel(R) oneAPI Math Kernel Library Version 2024.2-Product Build", "MKL, inside libtorch")]
    [InlineData("  - Build settings: BLAS_INFO=open, BUILD_TYPE=Release", "open, inside libtorch")]
    [InlineData("", "BLAS not known, inside libtorch")]
    public void Where_no_file_is_mapped_libtorch_itself_tells(string buildInfo, string name)
    {
        Assert.Equal(new BlasLibrary(name, null), BlasLibrary.Find([Lib + "/libtorch_cpu.so"], buildInfo));
    }
}
