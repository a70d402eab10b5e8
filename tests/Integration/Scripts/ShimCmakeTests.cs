using System.ComponentModel;
using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>What the shim's CMake file finds out about a libtorch, asked of libraries that hold nothing but a name.</summary>
public sealed class ShimCmakeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("inferencebench-cmake-").FullName;

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_ABI_of_the_strings_is_read_from_the_library(int abi)
    {
        string output = await ConfigureAsync($"-D_GLIBCXX_USE_CXX11_ABI={abi}", "#error C++17 or later compatible compiler is required to use ATen.");

        Assert.Contains($"-- inferencebench: cxx11_abi={abi}\n", output, StringComparison.Ordinal);
        Assert.Contains("-- inferencebench: cuda=0\n", output, StringComparison.Ordinal);
        Assert.Equal($"-D_GLIBCXX_USE_CXX11_ABI={abi} -Dinferencebench_torch_EXPORTS", Flag("CXX_DEFINES"));
        Assert.Contains("-std=c++17", Flag("CXX_FLAGS"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_libtorch_whose_headers_ask_for_it_gets_a_newer_standard()
    {
        await ConfigureAsync("-O0", "#error C++20 or later compatible compiler is required to use ATen.");

        Assert.Contains("-std=c++20", Flag("CXX_FLAGS"), StringComparison.Ordinal);
    }

    // As pip lays them out: torch/ and nvidia/ side by side, the runtime without its unversioned name.
    [Theory]
    [InlineData("", 1)]
    [InlineData("#include <a_header_of_cuda_that_is_not_installed.h>", 0)]
    public async Task The_CUDA_half_is_compiled_when_libtorchs_headers_find_all_of_CUDAs(string header, int half)
    {
        foreach (string name in (string[])["ATen/cuda/CUDAEvent.h", "ATen/cuda/CUDAGraph.h", "c10/cuda/CUDACachingAllocator.h"])
        {
            Write("torch/include/" + name, header + "\n");
        }

        Write("nvidia/cuda_runtime/include/cuda_runtime_api.h", "");
        await CompileAsync("nvidia/cuda_runtime/lib/libcudart.so.12", "-O0");
        await CompileAsync("torch/lib/libtorch_cuda.so", "-O0");
        await CompileAsync("torch/lib/libc10_cuda.so", "-O0");
        string output = await ConfigureAsync("-O0", "");

        Assert.Contains($"-- inferencebench: cuda={half}\n", output, StringComparison.Ordinal);
        Assert.Equal(half == 1, Flag("CXX_DEFINES").Contains("-DINFB_CUDA_HALF", StringComparison.Ordinal));
    }

    private async Task<string> ConfigureAsync(string compilerFlag, string header)
    {
        Write("torch/include/ATen/ATen.h", "#if 0\n" + header + "\n#endif\n");
        foreach (string name in (string[])["torch", "torch_cpu", "c10"])
        {
            await CompileAsync($"torch/lib/lib{name}.so", compilerFlag);
        }

        return await RunAsync(
            "cmake", "-S", Path.Combine(SourceTree.Root, "frameworks/native/torch"), "-B", Path.Combine(_root, "build"), $"-DINFB_LIBTORCH={_root}/torch",
            "-G", "Unix Makefiles");
    }

    private async Task CompileAsync(string library, string compilerFlag)
    {
        Write("torch.cpp", "#include <string>\nstd::string said(std::string text) { return text; }\n");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, library))!);
        await RunAsync("g++", compilerFlag, "-shared", "-fPIC", "-o", Path.Combine(_root, library), Path.Combine(_root, "torch.cpp"));
    }

    private async Task<string> RunAsync(string file, params string[] arguments)
    {
        try
        {
            Dictionary<string, string> environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin" };
            ScriptProcess run = await ScriptProcess.RunAsync(file, arguments, _root, environment, TimeSpan.FromMinutes(1));
            Assert.True(run.ExitCode == 0, $"{file}: {run.Output}{run.Error}");
            return run.Output;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{file} is not installed");
            throw;
        }
    }

    private string Flag(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(_root, "build/CMakeFiles/inferencebench_torch.dir/flags.make"));
        return lines.Single(line => line.StartsWith(name + " = ", StringComparison.Ordinal))[(name.Length + 3)..];
    }

    private void Write(string relativePath, string content)
    {
        string path = Path.Combine(_root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
