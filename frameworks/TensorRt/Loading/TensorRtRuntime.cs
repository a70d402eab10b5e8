using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Loading;

/// <summary>Loads TensorRT once per process.</summary>
internal static class TensorRtRuntime
{
    private static readonly Lazy<LoadedTensorRt> s_library = new(Start);

    // No library is looked for by its own name: the shim is a file beside the application.
    private static NativeLibraryQuery Query { get; } = new(TensorRtFolder.Variable, [], [], []);

    /// <summary>The loaded library.</summary>
    /// <exception cref="NativeLibraryException">There is none that works.</exception>
    public static LoadedTensorRt Library => s_library.Value;

    /// <summary>The loaded library, for callers that need it to go on.</summary>
    /// <exception cref="InferenceException">There is none that works.</exception>
    public static LoadedTensorRt Require()
    {
        try
        {
            return Library;
        }
        catch (NativeLibraryException e)
        {
            throw new InferenceException($"TensorRT cannot be used: {e.Message}; {e.Remedy}", e);
        }
    }

    private static LoadedTensorRt Start()
    {
        LoadedTensorRt library = LoadedTensorRt.Load(Query);
        NativeBinding.Use(typeof(TensorRtMethods).Assembly, TensorRtMethods.LibraryName, library.Handle);
        // Asks nothing of TensorRT: another major version has other classes, and the first call to one would end the process.
        string compiled = TensorRtLibrary.CompiledVersion;
        string loaded = TensorRtLibrary.Version;
        return LoadedTensorRt.MajorOf(compiled) == LoadedTensorRt.MajorOf(loaded)
            ? library
            : throw new NativeLibraryException($"the shim was built for TensorRT {compiled}, the one that is loaded is {loaded}", "build again (./run.sh does)");
    }
}
