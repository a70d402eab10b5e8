using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The libtorch below TorchSharp: the user's own, loaded before TorchSharp looks for one, or that of its packages.</summary>
internal static class TorchSharpNatives
{
    private const string Variable = "LIBTORCH";

    // In the order in which they need each other. CUDA's half is there in a CUDA build alone.
    private static readonly string[] s_libraries = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    /// <summary>What to do about a libtorch that is missing or does not load.</summary>
    public static string Remedy => TorchSharpBuild.Missing.Length > 0
        ? $"set {Variable} to the folder of an unpacked libtorch {TorchSharpBuild.LibtorchVersion}, or add a NuGet feed that holds its packages and build again"
        : $"if {Variable} is set, unset it or set it to the folder of an unpacked libtorch {TorchSharpBuild.LibtorchVersion}, the version that TorchSharp needs";

    /// <summary>Loads the user's libtorch, if there is one: the loader takes a library that is already there for one of the same name.</summary>
    /// <param name="folder">What the user's variable says; null takes the environment's.</param>
    /// <returns>Where libtorch comes from.</returns>
    /// <exception cref="NativeLibraryException">The folder holds no libtorch, or it does not load.</exception>
    public static string Preload(string? folder = null)
    {
        folder ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(folder))
        {
            return TorchSharpBuild.Origin;
        }

        string[] files = [.. s_libraries.Select(name => Path.Combine(folder.Trim(), "lib", name)).Where(File.Exists)];
        if (!files.Any(static file => file.EndsWith("/libtorch_cpu.so", StringComparison.Ordinal)))
        {
            throw new NativeLibraryException($"{Variable} is {folder}, whose lib folder holds no libtorch_cpu.so", Remedy);
        }

        foreach (string file in files)
        {
            Load(() => _ = NativeLibrary.Load(file), file);
        }

        return $"{TorchSharpBuild.Origin} on {folder} ({Variable})";
    }

    /// <summary>Runs a first touch of a library, its failures as one line.</summary>
    /// <param name="load">Loads.</param>
    /// <param name="name">Of the library.</param>
    /// <exception cref="NativeLibraryException">It does not load.</exception>
    public static void Load(Action load, string name)
    {
        try
        {
            load();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or NotSupportedException)
        {
            throw new NativeLibraryException($"{name} cannot be loaded: {Reason(e)}{NotFromPackages()}", Remedy);
        }
    }

    /// <summary>What a failure comes down to, in one line.</summary>
    /// <param name="failure">The runtime's exception, or TorchSharp's with libtorch's text.</param>
    public static string Reason(Exception failure)
    {
        Exception cause = failure.GetBaseException();
        string[] lines = cause.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // The runtime's is advice, then a line for each file that it tried, of which those that are not even there say nothing. The interpreter's ends with its error.
        string? line = cause is DllNotFoundException
            ? lines.Skip(1).FirstOrDefault(static line => !line.Contains("LibTorchSharp: ", StringComparison.Ordinal) && !line.Contains("LibTorchSharp.so: cannot open", StringComparison.Ordinal))
            : lines.FirstOrDefault(static line => line.StartsWith("RuntimeError: ", StringComparison.Ordinal));
        return line ?? lines.FirstOrDefault("no reason given");
    }

    private static string NotFromPackages()
    {
        return TorchSharpBuild.Missing.Length > 0 ? $" ({TorchSharpBuild.Missing})" : "";
    }
}
