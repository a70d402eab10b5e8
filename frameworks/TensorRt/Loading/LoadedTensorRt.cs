using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Loading;

/// <summary>The shim and the TensorRT below it, loaded.</summary>
/// <param name="Build">What the shim was built for.</param>
/// <param name="Handle">The loader's handle of the shim.</param>
/// <param name="Folder">The folder that the user's variable names; null when the system's loader found TensorRT.</param>
internal sealed record LoadedTensorRt(ShimBuild Build, nint Handle, string? Folder)
{
    private const string ShimName = "libinferencebench_tensorrt.so";
    private const string BuildAgain = "build again (./run.sh does)";

    /// <summary>Where TensorRT comes from, for people.</summary>
    public string Origin => Folder is not null ? $"{Folder} ({TensorRtFolder.Variable})" : Build.Folder ?? "the system's libraries";

    /// <summary>Loads the libraries that the user names, if any, then the shim.</summary>
    /// <param name="query">Where to look.</param>
    /// <exception cref="NativeLibraryException">One of them cannot be used; the message says which and why.</exception>
    public static LoadedTensorRt Load(NativeLibraryQuery query)
    {
        string folder = Path.Combine(query.ApplicationFolder, "runtimes", query.RuntimeIdentifier, "native");
        ShimBuild build = ShimBuild.Read(folder);
        string path = Path.Combine(folder, ShimName);
        if (!File.Exists(path))
        {
            throw new NativeLibraryException($"not built: there is no {path}", ShimBuild.BuildRemedy);
        }

        string? named = TensorRtFolder.Load(MajorOf(build.Version), query.Environment);
        return new LoadedTensorRt(build, LoadShim(build, path), named);
    }

    /// <summary>The major version; null when a text begins with no number.</summary>
    /// <param name="version">A version: <c>10.3.0</c>.</param>
    public static string? MajorOf(string? version)
    {
        string digits = new((version ?? "").TakeWhile(char.IsAsciiDigit).ToArray());
        return digits.Length > 0 ? digits : null;
    }

    private static nint LoadShim(ShimBuild build, string path)
    {
        nint handle = DynamicLoader.Load(path, out string problem);
        if (handle == 0)
        {
            string version = build.Version is null ? "" : $" (it was built for TensorRT {build.Version})";
            throw new NativeLibraryException(
                $"the shim cannot be loaded: {DynamicLoader.Explain(path, problem)}{version}",
                $"install the TensorRT and CUDA that it was built for, let TENSORRT name their folder, or {BuildAgain}");
        }

        NativeBinding.RequireAbi(handle, path, nameof(TensorRtMethods.infb_trt_abi), TensorRtMethods.INFB_TRT_ABI);
        return handle;
    }
}
