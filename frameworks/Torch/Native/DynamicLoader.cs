using System.Runtime.InteropServices;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>
/// The system's loader. .NET's own <c>NativeLibrary</c> binds lazily: a function that a library of another version lacks would then end the process when it is first
/// called, instead of failing here.
/// </summary>
internal static unsafe partial class DynamicLoader
{
    private const int RTLD_NOW = 2;

    // Since glibc 2.34 a stub over libc.so.6; before, the place where these functions are.
    private const string LibraryName = "libdl.so.2";

    /// <summary>Loads a library with all of its symbols bound.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="problem">The loader's own words; empty after a success.</param>
    /// <returns>The handle; 0 after a failure.</returns>
    public static nint Load(string path, out string problem)
    {
        using NativeArguments arguments = new();
        // Called once before, so that finding the function itself does not overwrite the text that it is to tell.
        dlerror();
        nint handle = dlopen(arguments.Text(path), RTLD_NOW);
        problem = handle == 0 ? NativeText.Line(dlerror()) : "";
        return handle;
    }

    [LibraryImport(LibraryName)]
    private static partial nint dlopen(byte* path, int flags);

    [LibraryImport(LibraryName)]
    private static partial byte* dlerror();
}
