using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime.Native;

/// <summary>A loaded libonnxruntime that the C# API can work with.</summary>
internal sealed unsafe class EngineLibrary
{
    // The C# API takes function pointers up to those of version 24 from the library's table without looking whether they are there.
    private const int RequiredApiVersion = 24;

    /// <summary>Where the library is looked for.</summary>
    public static readonly NativeLibraryQuery Query = new(
        "ONNXRUNTIME_LIBRARY", ["libonnxruntime.so", "libonnxruntime.so.*"], ["libonnxruntime.so", "libonnxruntime.so.1"], ["onnxruntime/capi"]);

    private EngineLibrary(nint handle, string path, NativeLibraryPlace place, string version, nint* api)
    {
        Handle = handle;
        Path = path;
        Place = place;
        Version = version;
        Api = api;
    }

    /// <summary>The loader's handle.</summary>
    public nint Handle { get; }

    /// <summary>The file that was loaded.</summary>
    public string Path { get; }

    /// <summary>Where it was found.</summary>
    public NativeLibraryPlace Place { get; }

    /// <summary>The library's own version text, for example <c>1.29.0</c>.</summary>
    public string Version { get; }

    /// <summary>The table of C functions (<c>OrtApi</c>).</summary>
    public nint* Api { get; }

    /// <summary>Loads the first library that works; the user's variable admits no other.</summary>
    /// <param name="query">Where to look.</param>
    /// <exception cref="NativeLibraryException">None works; the message says what was wrong with each.</exception>
    public static EngineLibrary Load(NativeLibraryQuery query)
    {
        List<string> problems = [];
        foreach (NativeLibraryCandidate candidate in NativeLibraryFinder.Find(query))
        {
            if (TryLoad(candidate, out string problem) is { } library)
            {
                return library;
            }

            problems.Add(problem);
        }

        throw new NativeLibraryException(
            string.Join("; ", problems.Distinct()),
            $"set {Query.Variable} to the libonnxruntime.so of an ONNX Runtime 1.{RequiredApiVersion} or newer");
    }

    private static EngineLibrary? TryLoad(NativeLibraryCandidate candidate, out string problem)
    {
        string name = candidate.Place == NativeLibraryPlace.Variable ? $"{candidate.Path} ({Query.Variable})" : candidate.Path;
        nint handle;
        try
        {
            handle = NativeLibrary.Load(candidate.Path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            problem = $"{name} cannot be loaded: {LoaderText(e.Message)}";
            return null;
        }

        if (!NativeLibrary.TryGetExport(handle, "OrtGetApiBase", out nint getApiBase))
        {
            problem = $"{name} is no ONNX Runtime: it exports no OrtGetApiBase";
            return null;
        }

        OrtApiBase* apiBase = ((delegate* unmanaged[Cdecl]<OrtApiBase*>)getApiBase)();
        string version = Marshal.PtrToStringUTF8(apiBase->GetVersionString()) ?? "";
        nint* api = HasRequiredApi(version) ? apiBase->GetApi(RequiredApiVersion) : null;
        problem = api == null
            ? $"{name} is ONNX Runtime {version}, too old for this C# API, which needs 1.{RequiredApiVersion} or newer"
            : "";
        return api == null ? null : new EngineLibrary(handle, LoadedFile(candidate), candidate.Place, version, api);
    }

    // Asked by the version first: GetApi writes to standard error when it has to refuse.
    private static bool HasRequiredApi(string version)
    {
        string[] parts = version.Split('.');
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            && (major > 1 || (major == 1 && minor >= RequiredApiVersion));
    }

    // The runtime's message is a paragraph of advice, then one line per attempt with the loader's own text.
    private static string LoaderText(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : message.Trim();
    }

    private static string LoadedFile(NativeLibraryCandidate candidate)
    {
        if (candidate.Place != NativeLibraryPlace.System)
        {
            return candidate.Path;
        }

        string? mapped = File.ReadLines("/proc/self/maps").FirstOrDefault(static line => line.Contains("/libonnxruntime.so", StringComparison.Ordinal));
        return mapped is null ? candidate.Path : mapped[mapped.IndexOf('/', StringComparison.Ordinal)..];
    }
}
