namespace InferenceBench.Contracts;

/// <summary>Where a native library was found, in the order of preference.</summary>
public enum NativeLibraryPlace
{
    /// <summary>Named by the user's environment variable.</summary>
    Variable,

    /// <summary>Beside the application, or in its <c>runtimes/RID/native</c>.</summary>
    Application,

    /// <summary>In a Python wheel.</summary>
    Python,

    /// <summary>Left to the system's loader.</summary>
    System,
}
