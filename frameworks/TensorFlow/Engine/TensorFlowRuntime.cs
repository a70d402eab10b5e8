using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>Loads TensorFlow once per process.</summary>
internal static class TensorFlowRuntime
{
    private static readonly Lazy<TensorFlowLibrary> s_library = new(Start);
    private static int s_threads;

    /// <summary>The loaded library.</summary>
    /// <exception cref="NativeLibraryException">There is none that works.</exception>
    public static TensorFlowLibrary Library => s_library.Value;

    /// <summary>The loaded library, for callers that need it to go on.</summary>
    /// <exception cref="InferenceException">There is none that works.</exception>
    public static TensorFlowLibrary Require()
    {
        try
        {
            return Library;
        }
        catch (NativeLibraryException e)
        {
            throw new InferenceException($"tensorflow cannot be used: {e.Message}; {e.Remedy}", e);
        }
    }

    /// <summary>Holds the process to one number of intra-op threads: the first session makes the pool that all later ones share.</summary>
    /// <param name="threads">Intra-op threads.</param>
    /// <exception cref="InferenceException">The process has another number already.</exception>
    public static void UseThreads(int threads)
    {
        int before = Interlocked.CompareExchange(ref s_threads, threads, 0);
        if (before != 0 && before != threads)
        {
            throw new InferenceException($"TensorFlow keeps the intra-op threads of a process's first session: it has {before}, not {threads}; run the other number in a process of its own");
        }
    }

    private static TensorFlowLibrary Start()
    {
        TensorFlowLibrary library = TensorFlowLibrary.Load(TensorFlowFinder.Query);
        NativeBinding.Use(typeof(TensorFlowMethods).Assembly, TensorFlowMethods.LibraryName, library.Handle);
        return library;
    }
}
