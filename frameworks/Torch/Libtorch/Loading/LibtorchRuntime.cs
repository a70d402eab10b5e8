using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>Loads libtorch once per process.</summary>
internal static class LibtorchRuntime
{
    private static readonly Lazy<LibtorchLibrary> s_library = new(Start);

    /// <summary>The loaded library.</summary>
    /// <exception cref="NativeLibraryException">There is none that works.</exception>
    public static LibtorchLibrary Library => s_library.Value;

    /// <summary>The loaded library, for callers that need it to go on.</summary>
    /// <exception cref="InferenceException">There is none that works.</exception>
    public static LibtorchLibrary Require()
    {
        try
        {
            return Library;
        }
        catch (NativeLibraryException e)
        {
            throw new InferenceException($"libtorch cannot be used: {e.Message}; {e.Remedy}", e);
        }
    }

    private static LibtorchLibrary Start()
    {
        LibtorchLibrary library = LibtorchLibrary.Load(LibtorchFinder.Query);
        NativeBinding.Use(typeof(TorchMethods).Assembly, TorchMethods.LibraryName, library.Handle);
        // Where the files did not tell the version, the library itself does; nothing has been asked of it before.
        return LibtorchVersion.Fits(TorchLibrary.CompiledVersion, TorchLibrary.Version)
            ? library
            : throw new NativeLibraryException(
                $"the shim was built for libtorch {TorchLibrary.CompiledVersion}, {library.Origin} is {TorchLibrary.Version}", "build again (./run.sh does)");
    }
}
