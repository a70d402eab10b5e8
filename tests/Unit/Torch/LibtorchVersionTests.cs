using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class LibtorchVersionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("build-version", "2.7.1+cpu\n", "2.7.1+cpu")]
    [InlineData("version.py", "from typing import Optional\n__version__ = '2.6.0+cu124'\ndebug = False\n", "2.6.0+cu124")]
    [InlineData("version.py", "__version__ = \"2.3.0a0+6ddf5cf85e.nv24.04\"", "2.3.0a0+6ddf5cf85e.nv24.04")]
    [InlineData(
        "include/torch/csrc/api/include/torch/version.h",
        "/// Major.\n#define TORCH_VERSION_MAJOR 2\n\n#define TORCH_VERSION_MINOR 10\n\n#define TORCH_VERSION_PATCH 0\n#define TORCH_VERSION_ABI_TAG 0\n", "2.10.0")]
    [InlineData("include/torch/csrc/api/include/torch/version.h", "nothing to see", null)]
    [InlineData("README", "2.7.1", null)]
    public void A_file_beside_the_libraries_tells_the_version(string file, string content, string? version)
    {
        string library = Write("lib/libtorch_cpu.so", "");
        Write(file, content);

        Assert.Equal(version, LibtorchVersion.Find(library));
    }

    [Fact]
    public void The_folder_of_the_libraries_may_have_any_name()
    {
        string library = Write("libtorch_cpu.so", "");
        Write("build-version", "1.12.1");

        Assert.Equal("1.12.1", LibtorchVersion.Find(library));
    }

    [Fact]
    public void The_name_that_a_link_leads_to_tells_the_version()
    {
        string file = Write("lib/libtorch_cpu.so.1.13.0", "");
        string link = Path.Combine(Path.GetDirectoryName(file)!, "libtorch_cpu.so");
        File.CreateSymbolicLink(link, file);

        Assert.Equal("1.13.0", LibtorchVersion.Find(link));
        Assert.Equal("1.13.0", LibtorchVersion.Find(file));
    }

    [Theory]
    [InlineData("1.13.0", "1.13.1", true)]
    [InlineData("1.13", "1.13.1", true)]
    [InlineData("2.7.1+cpu", "2.7.1", true)]
    [InlineData("2.7.1", "2.70.1", false)]
    [InlineData("2.7.1", "2.8.1", false)]
    [InlineData("1.13.1", "2.13.1", false)]
    public void Versions_fit_that_differ_in_their_patch_alone(string one, string other, bool fits)
    {
        Assert.Equal(fits, LibtorchVersion.Fits(one, other));
        Assert.Equal(fits, LibtorchVersion.Fits(other, one));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
