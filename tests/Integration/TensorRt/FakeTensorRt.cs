using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Torch;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>
/// The suite's application with a stand-in for the shim over TensorRT in the place of its own: a folder of hard links, made once per test process. The program under test
/// finds it where it finds every shim, so that nothing in it knows of the stand-in.
/// </summary>
internal static class FakeTensorRt
{
    private static readonly Lazy<string> s_folder = new(Create);

    /// <summary>The executable.</summary>
    public static string Executable => Path.Combine(s_folder.Value, "InferenceBench");

    private static string Create()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the stand-in is compiled for Linux");
        string application = AppContext.BaseDirectory.TrimEnd('/');
        string folder = $"{application}-tensorrt-{Environment.ProcessId}";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        // Links of the same file system: the application's own folder is beside.
        CCompiler.Run("cp", ["-al", application, folder]);
        string native = Path.Combine(folder, "runtimes", NativeLibraryFinder.PortableRuntimeIdentifier, "native");
        Directory.CreateDirectory(native);
        string library = Path.Combine(native, "libinferencebench_tensorrt.so");
        string facts = Path.Combine(native, "inferencebench_tensorrt.txt");
        // Deleted first: to write to a link would be to write to the application's own file.
        File.Delete(library);
        File.Delete(facts);
        File.WriteAllLines(facts, ["tensorrt=/fake/tensorrt", "version=10.3.0"]);
        Compile(library);
        return folder;
    }

    private static void Compile(string library)
    {
        string source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TensorRt", "fake_tensorrt.c"));
        string header = Path.Combine(SourceTree.Root, "frameworks", "native", "tensorrt");
        CCompiler.Compile(source, library, "-std=c99", "-Wall", "-Wextra", "-Werror", "-O1", "-fPIC", "-shared", "-I", header, "-lm", "-lpthread");
    }
}
