using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class ShimBuildTests
{
    [Fact]
    public void A_shim_that_was_built_names_its_libtorch()
    {
        ShimBuild build = ShimBuild.Parse(["libtorch=/opt/lib=torch", "version=2.7.1+cpu", "cxx11_abi=1", "cuda=0", "", "# a line of no key", "new_key=x"]);

        Assert.Equal(new ShimBuild("/opt/lib=torch", "2.7.1+cpu", "1", null, null), build);
        Assert.Equal("C++11", build.Cxx11AbiText);
    }

    [Theory]
    [InlineData("reason=no libtorch found")]
    [InlineData("reason=not built: no libtorch found")]
    public void A_shim_that_was_not_built_says_so_once(string line)
    {
        Assert.Equal("not built: no libtorch found", ShimBuild.Parse([line, "remedy="]).Reason);
        Assert.Null(ShimBuild.Parse([line, "remedy="]).Remedy);
    }

    [Theory]
    [InlineData("cxx11_abi=0", "pre-C++11")]
    [InlineData("cxx11_abi=", "not known")]
    public void The_ABI_has_a_name(string line, string name)
    {
        Assert.Equal(name, ShimBuild.Parse([line]).Cxx11AbiText);
    }

    [Fact]
    public void Without_its_file_the_shim_was_not_built()
    {
        using var folder = new TempFolder();

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => ShimBuild.Read(folder.Path));

        Assert.Equal($"not built: there is no {Path.Combine(folder.Path, ShimBuild.FileName)}", e.Message);
        Assert.Contains("apt-get install libtorch-dev libopenblas0 libopenblas0-openmp", e.Remedy, StringComparison.Ordinal);
    }
}
