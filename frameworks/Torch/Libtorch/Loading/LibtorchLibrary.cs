using System.Text.RegularExpressions;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>The shim and the libtorch below it, loaded.</summary>
internal sealed partial class LibtorchLibrary
{
    private const string ShimName = "libinferencebench_torch.so";
    private const string AbiRemedy = "build again for this libtorch (./run.sh does)";

    private LibtorchLibrary(ShimBuild build, LibtorchCandidate libtorch, nint handle, string? cudaProblem)
    {
        Build = build;
        Libtorch = libtorch;
        Handle = handle;
        CudaProblem = cudaProblem;
    }

    /// <summary>What the shim was built for.</summary>
    public ShimBuild Build { get; }

    /// <summary>The libtorch that was loaded.</summary>
    public LibtorchCandidate Libtorch { get; }

    /// <summary>The loader's handle of the shim.</summary>
    public nint Handle { get; }

    /// <summary>Why CUDA cannot be used whatever the machine has; null when this libtorch has its CUDA half.</summary>
    public string? CudaProblem { get; }

    /// <summary>The folder of libtorch for people.</summary>
    public string Origin => Libtorch.Describe(Libtorch.Folder);

    /// <summary>Loads libtorch's libraries by their full paths, then the shim, which finds them loaded.</summary>
    /// <param name="query">Where to look.</param>
    /// <exception cref="NativeLibraryException">One of them cannot be used; the message says which and why.</exception>
    public static LibtorchLibrary Load(NativeLibraryQuery query)
    {
        string folder = Path.Combine(query.ApplicationFolder, "runtimes", query.RuntimeIdentifier, "native");
        ShimBuild build = ShimBuild.Read(folder);
        LibtorchCandidate libtorch = LibtorchFinder.Choose(build, query);
        LoadPart(libtorch, Sibling(libtorch, "libc10") ?? throw Missing(libtorch, "libc10.so"));
        LoadPart(libtorch, libtorch.Library);
        string? cudaProblem = LoadCuda(libtorch);
        if (cudaProblem is null || !HasCuda(libtorch))
        {
            LoadPart(libtorch, Sibling(libtorch, "libtorch") ?? throw Missing(libtorch, "libtorch.so"));
        }

        return new LibtorchLibrary(build, libtorch, LoadShim(build, libtorch, Path.Combine(folder, ShimName)), cudaProblem);
    }

    private static nint LoadShim(ShimBuild build, LibtorchCandidate libtorch, string path)
    {
        if (!File.Exists(path))
        {
            throw new NativeLibraryException($"not built: there is no {path}", ShimBuild.BuildRemedy);
        }

        nint handle = DynamicLoader.Load(path, out string problem);
        if (handle == 0)
        {
            string abi = UndefinedSymbol().IsMatch(problem) ? $" (it was built for libtorch {build.Version} with the {build.Cxx11AbiText} ABI)" : "";
            throw new NativeLibraryException($"the shim does not fit the libtorch in {libtorch.Describe(libtorch.Folder)}: {DynamicLoader.Explain(path, problem)}{abi}", AbiRemedy);
        }

        NativeBinding.RequireAbi(handle, path, nameof(TorchMethods.infb_torch_abi), TorchMethods.INFB_TORCH_ABI);
        return handle;
    }

    private static bool HasCuda(LibtorchCandidate libtorch)
    {
        return Sibling(libtorch, "libtorch_cuda") is not null;
    }

    // A GPU build of libtorch computes on the CPU, too, where CUDA's own libraries are not there.
    private static string? LoadCuda(LibtorchCandidate libtorch)
    {
        if (!HasCuda(libtorch))
        {
            return $"the libtorch in {libtorch.Describe(libtorch.Folder)} is a CPU build";
        }

        try
        {
            if (Sibling(libtorch, "libc10_cuda") is { } core)
            {
                LoadPart(libtorch, core);
            }

            LoadPart(libtorch, Sibling(libtorch, "libtorch_cuda")!);
            return null;
        }
        catch (NativeLibraryException e)
        {
            return e.Message;
        }
    }

    private static void LoadPart(LibtorchCandidate libtorch, string path)
    {
        if (DynamicLoader.LoadOrExplain(path) is { } problem)
        {
            throw new NativeLibraryException(
                $"{libtorch.Describe(path)} cannot be loaded: {problem}", "install what is missing, or let LIBTORCH name another libtorch and build again (./run.sh does)");
        }
    }

    private static string? Sibling(LibtorchCandidate libtorch, string stem)
    {
        return new[] { $"{stem}.so", $"{stem}.so.*" }
            .SelectMany(pattern => Directory.EnumerateFiles(libtorch.Folder, pattern).Order(StringComparer.Ordinal))
            .FirstOrDefault();
    }

    private static NativeLibraryException Missing(LibtorchCandidate libtorch, string name)
    {
        return new NativeLibraryException(
            $"the folder {libtorch.Describe(libtorch.Folder)} holds {Path.GetFileName(libtorch.Library)} but no {name}", "unpack or install the whole libtorch");
    }

    [GeneratedRegex("undefined symbol|version .* not (found|defined)")]
    private static partial Regex UndefinedSymbol();
}
