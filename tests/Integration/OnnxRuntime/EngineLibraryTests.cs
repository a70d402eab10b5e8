using System.Diagnostics;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Xunit;

namespace InferenceBench.Tests.Integration.OnnxRuntime;

public sealed class EngineLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine").FullName;

    [Fact]
    public void The_bundled_library_is_loaded_and_tells_its_version()
    {
        string bundled = Path.Combine(AppContext.BaseDirectory, "runtimes", NativeLibraryFinder.PortableRuntimeIdentifier, "native", "libonnxruntime.so");
        Assert.SkipUnless(File.Exists(bundled), $"this build has no {bundled}");

        EngineLibrary library = Load("");

        Assert.Equal(bundled, library.Path);
        Assert.Equal(NativeLibraryPlace.Application, library.Place);
        Assert.Matches(@"^1\.\d+\.\d+", library.Version);
    }

    [Fact]
    public void A_file_that_is_no_library_is_refused_with_the_loaders_words()
    {
        string path = Path.Combine(_folder, "libonnxruntime.so");
        File.WriteAllText(path, "this is no library, however long it may be, and no loader takes it for one");

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Load(path));
        Assert.Matches("^" + path + @" \(ONNXRUNTIME_LIBRARY\) cannot be loaded: .*(invalid ELF header|file too short)", e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Another_library_is_no_engine()
    {
        string path = CompileStub("int answer(void) { return 42; }");

        Assert.Equal(
            $"{path} (ONNXRUNTIME_LIBRARY) is no ONNX Runtime: it exports no OrtGetApiBase",
            Assert.Throws<NativeLibraryException>(() => Load(path)).Message);
    }

    [Fact]
    public void A_library_that_is_too_old_is_refused_before_it_can_do_harm()
    {
        string path = CompileStub("""
            #include <stdlib.h>
            struct base { const void *(*get_api)(unsigned); const char *(*get_version)(void); };
            static const void *get_api(unsigned version) { abort(); }
            static const char *get_version(void) { return "1.19.2"; }
            static const struct base api_base = { get_api, get_version };
            const struct base *OrtGetApiBase(void) { return &api_base; }
            """);

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => Load(path));

        Assert.Equal($"{path} (ONNXRUNTIME_LIBRARY) is ONNX Runtime 1.19.2, too old for this C# API, which needs 1.24 or newer", e.Message);
        Assert.Contains("ONNXRUNTIME_LIBRARY", e.Remedy, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    private static EngineLibrary Load(string variable)
    {
        return EngineLibrary.Load(EngineLibrary.Query with { Environment = name => name == EngineLibrary.Query.Variable ? variable : "" });
    }

    private string CompileStub(string source)
    {
        string path = Path.Combine(_folder, "libstub.so");
        ProcessStartInfo start = new("cc", ["-shared", "-fPIC", "-x", "c", "-", "-o", path]) { RedirectStandardInput = true };
        try
        {
            using Process compiler = Process.Start(start)!;
            compiler.StandardInput.Write(source);
            compiler.StandardInput.Close();
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"no C compiler: {e.Message}");
        }

        return path;
    }
}
