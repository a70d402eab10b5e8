using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>Where a TensorFlow 2.x is looked for: the user's variable, beside the application (NuGet's natives), Python wheels, the system's loader.</summary>
internal static class TensorFlowFinder
{
    /// <summary>The user's variable: the library's file, its folder, or the root of an unpacked release.</summary>
    public const string Variable = "TENSORFLOW_LIBRARY";

    // The C library first: it is the smaller one. Wheels have the C++ library alone, which exports the C API, too.
    private static readonly string[] s_patterns =
        ["libtensorflow.so.2", "libtensorflow_cc.so.2", "libtensorflow.so.2.*", "libtensorflow_cc.so.2.*", "libtensorflow.so", "libtensorflow_cc.so"];

    /// <summary>Where the library is looked for.</summary>
    public static NativeLibraryQuery Query { get; } = new(Variable, s_patterns, ["libtensorflow.so.2", "libtensorflow_cc.so.2", "libtensorflow.so"], ["tensorflow"]);
}
