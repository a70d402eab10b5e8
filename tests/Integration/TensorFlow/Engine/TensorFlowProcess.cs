using System.Runtime.InteropServices;
using InferenceBench.Frameworks.TensorFlow.Engine;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

/// <summary>The test process as a child of the suite would be: what TensorFlow reads from the environment is set before it is loaded.</summary>
internal static partial class TensorFlowProcess
{
    // The runtime keeps a copy of the environment of its own; native code sees what libc has.
    private const int Overwrite = 1;

    static TensorFlowProcess()
    {
        foreach ((string name, string value) in TensorFlowEnvironment.For(new TensorFlowOptions()).Where(static variable => Environment.GetEnvironmentVariable(variable.Key) is null))
        {
            Environment.SetEnvironmentVariable(name, value);
            _ = setenv(name, value, Overwrite);
        }
    }

    /// <summary>Sets the environment, once; what the user has set wins.</summary>
    public static void Prepare()
    {
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
