using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>Loads ONNX Runtime once per process and hands its C# API the library that was chosen.</summary>
internal static class EngineRuntime
{
    private static readonly Lazy<EngineLibrary> s_library = new(Start);

    /// <summary>The loaded library.</summary>
    /// <exception cref="NativeLibraryException">There is none that works.</exception>
    public static EngineLibrary Library => s_library.Value;

    /// <summary>The loaded library, for callers that need it to go on.</summary>
    /// <exception cref="InferenceException">There is none that works.</exception>
    public static EngineLibrary Require()
    {
        try
        {
            return Library;
        }
        catch (NativeLibraryException e)
        {
            throw new InferenceException($"onnxruntime cannot be loaded: {e.Message}; {e.Remedy}", e);
        }
    }

    /// <summary>Where the library comes from: the package that brought it, or its path.</summary>
    public static string DescribeOrigin(EngineLibrary library)
    {
        return library.Place switch
        {
            NativeLibraryPlace.Application when BuildOrigin.Package.Length > 0 => BuildOrigin.Package,
            NativeLibraryPlace.Variable => $"{library.Path} ({EngineLibrary.Query.Variable})",
            _ => library.Path,
        };
    }

    private static EngineLibrary Start()
    {
        EngineLibrary library = EngineLibrary.Load(EngineLibrary.Query);
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, _, _) => name == "onnxruntime" ? library.Handle : 0);
        // From 1.29 on the engine's Linux builds send usage data from threads of their own, which neither a measurement nor an isolated machine wants.
        _ = LibC.setenv("ORT_DISABLE_TELEMETRY", "1", overwrite: 0);
        try
        {
            // Errors come back as exceptions; the engine's log would only repeat them on standard error.
            EnvironmentCreationOptions options = new() { logId = "inferencebench", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
        catch (Exception e) when (e is TypeInitializationException or OnnxRuntimeException)
        {
            string reason = EngineText.OneLine((e.InnerException ?? e).Message);
            throw new NativeLibraryException($"ONNX Runtime {library.Version} in {library.Path} does not start: {reason}", e);
        }

        return library;
    }
}
