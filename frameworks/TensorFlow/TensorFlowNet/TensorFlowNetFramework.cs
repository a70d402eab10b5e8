using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Sessions;
using Tensorflow;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>TensorFlow.NET: ONNX files lowered to a GraphDef, on the TensorFlow that the C API's adapter finds, too.</summary>
public sealed class TensorFlowNetFramework : IInferenceFramework
{
    private static readonly Lazy<TensorFlowLibrary> s_library = new(static () =>
    {
        TensorFlowLibrary library = TensorFlowRuntime.Library;
        // Before anything of TensorFlow.NET's runs: the loader alone would look for one file name, and what is not found then is never found.
        NativeLibrary.SetDllImportResolver(typeof(c_api).Assembly, (name, _, _) => name == c_api.TensorFlowLibName ? library.Handle : 0);
        return library;
    });

    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => TensorFlowNetDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        return TensorFlowProbe.Of(static () => s_library.Value, TensorFlowNetBuild.VersionOn, TensorFlowNetBuild.OriginOn, TensorFlowNetBuild.Missing);
    }

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TensorFlowSession.Open(TensorFlowNetDescriptor.Id, request, options =>
        {
            _ = s_library.Value;
            return new TensorFlowNetModel(request, options);
        });
    }
}
