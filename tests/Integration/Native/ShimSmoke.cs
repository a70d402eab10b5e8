using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Native;

/// <summary>A program in C over the shim's header alone, compiled and run once per test process.</summary>
internal static class ShimSmoke
{
    private static readonly Lazy<IReadOnlyDictionary<string, ShimStep>> s_steps = new(Run);

    private static string Library => Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");

    /// <summary>What a step gave. Skips the test where there is no libtorch or no C compiler.</summary>
    public static ShimStep Step(string name)
    {
        string facts = Path.Combine(Library, "inferencebench_torch.txt");
        Assert.SkipUnless(
            File.Exists(Path.Combine(Library, "libinferencebench_torch.so")),
            File.Exists(facts) ? File.ReadAllLines(facts)[0] : $"no libtorch shim in {Library}");
        return s_steps.Value[name];
    }

    /// <summary>Compiles the program to an object file; gives what the compiler says. Skips the test without a compiler.</summary>
    public static string Compile(params string[] options)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Native", "torch_smoke.c");
        string header = Path.Combine(SourceTree.Root, "frameworks/native/torch");
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("cc", ["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I", header, source, .. options])
            {
                RedirectStandardError = true,
            })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? "" : $"exit code {compiler.ExitCode}: {errors}";
        }
        catch (Win32Exception)
        {
            Assert.Skip("no C compiler: cc (Debian: gcc, libc6-dev) is not installed");
            throw;
        }
    }

    private static Dictionary<string, ShimStep> Run()
    {
        string folder = Directory.CreateTempSubdirectory("inferencebench-smoke-").FullName;
        try
        {
            string program = Path.Combine(folder, "smoke");
            string errors = Compile("-o", program, "-L", Library, "-linferencebench_torch", "-Wl,-rpath," + Library, "-Wl,--allow-shlib-undefined", "-lm");
            return errors.Length == 0 ? Read(program, Files(folder)) : throw new InvalidOperationException($"torch_smoke.c: {errors}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What users mistake for TorchScript, in the order of the steps load-1, load-2, ...
    private static string[] Files(string folder)
    {
        string text = Path.Combine(folder, "text.pt"), pickle = Path.Combine(folder, "pickle.pt"), cut = Path.Combine(folder, "cut.pt");
        File.WriteAllText(text, "hello");
        using (ZipArchive archive = ZipFile.Open(pickle, ZipArchiveMode.Create))
        {
            Add(archive, "archive/data.pkl", "some weights without code");
            Add(archive, "archive/version", "3\n");
        }

        byte[] whole = File.ReadAllBytes(pickle);
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);
        return [text, pickle, cut, Path.Combine(folder, "missing.pt")];
    }

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
        writer.Write(content);
    }

    private static Dictionary<string, ShimStep> Read(string program, string[] files)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"the program ended with {process.ExitCode} after: {output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('\t'))
            .ToDictionary(static fields => fields[0], static fields => new ShimStep(int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture), fields[2]));
    }
}
