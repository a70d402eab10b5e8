using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace InferenceBench.Tests.Integration.Native;

/// <summary>Libraries of NVIDIA's driver made from this folder's C files, compiled once per test process.</summary>
internal static class FakeLibraries
{
    private const string NoCompiler = "no C compiler: cc (Debian: gcc, libc6-dev) is not installed";

    private static readonly Lazy<string?> s_root = new(Compile);

    /// <summary>Folder with a <c>libnvidia-ml.so.1</c>, for <c>LD_LIBRARY_PATH</c>.</summary>
    public static string Nvml => Folder("nvml");

    /// <summary>Folder with a <c>libnvidia-ml.so.1</c> that exports the least that gives a power.</summary>
    public static string MinimalNvml => Folder("minimal");

    /// <summary>Folder with a <c>libcuda.so.1</c>.</summary>
    public static string Cuda => Folder("cuda");

    private static string Folder(string name)
    {
        Assert.SkipUnless(s_root.Value is not null, NoCompiler);
        return Path.Combine(s_root.Value!, name);
    }

    private static string? Compile()
    {
        string root = Directory.CreateTempSubdirectory("inferencebench-fakes-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        bool isCompiled = Compile(root, "nvml/libnvidia-ml.so.1", "fake_nvml.c")
            && Compile(root, "minimal/libnvidia-ml.so.1", "fake_nvml.c", "-DMINIMAL")
            && Compile(root, "cuda/libcuda.so.1", "fake_cuda.c");
        return isCompiled ? root : null;
    }

    // The name inside the library (soname) is what lets a loaded one stand for every later request by name.
    private static bool Compile(string root, string output, string source, params string[] options)
    {
        string library = Path.Combine(root, output);
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        string[] command =
        [
            "-std=c99", "-Wall", "-Wextra", "-Werror", "-O1", "-fPIC", "-shared", .. options, $"-Wl,-soname,{Path.GetFileName(library)}",
            "-o", library, Path.Combine(AppContext.BaseDirectory, "Native", source), "-lm",
        ];
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("cc", command) { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? true : throw new InvalidOperationException($"{source} does not compile: {errors}");
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
