using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>What is in effect in a session, for the report.</summary>
internal static class SessionSettings
{
    /// <summary>Describes an opened session.</summary>
    /// <param name="request">The case.</param>
    /// <param name="options">The user's options.</param>
    /// <param name="engine">The engine, its version and where it comes from.</param>
    /// <param name="proof">What XLA compiled; null when it is off.</param>
    public static Dictionary<string, string> Describe(OpenRequest request, TensorFlowOptions options, string engine, XlaProof? proof)
    {
        TensorFlowLibrary library = TensorFlowRuntime.Require();
        bool onGpu = request.Device.Kind == DeviceKind.Cuda;
        bool isSavedModel = SavedModelFile.Is(request.ModelPath);
        return new Dictionary<string, string>
        {
            ["provider"] = request.Provider,
            ["threads"] = request.Threads.ToString(CultureInfo.InvariantCulture),
            ["interOpThreads"] = options.InterOpThreads.ToString(CultureInfo.InvariantCulture),
            ["grappler"] = options.Grappler && proof is not null ? "true, without remapping, whose fused operators XLA does not compile" : Switch(options.Grappler),
            ["xla"] = proof is null ? "off" : proof.ToText(),
            ["xlaFlags"] = TensorFlowEnvironment.InEffect(TensorFlowEnvironment.XlaFlags),
            ["oneDnn"] = OneDnn(library),
            ["layout"] = isSavedModel ? "as in the file" : onGpu && options.ChannelsFirstOnGpu ? "nchw" : "nhwc",
            ["softPlacement"] = Switch(options.SoftPlacement),
            ["gpuMemoryGrowth"] = onGpu ? Switch(options.GpuMemoryGrowth) : "n/a (cpu)",
            ["tf32"] = !onGpu ? "n/a (cpu)" : TensorFlowEnvironment.InEffect(TensorFlowEnvironment.Tf32) == "0" ? "false" : "true",
            ["signature"] = isSavedModel ? options.Signature : "n/a (onnx)",
            ["precision"] = $"{request.Precision.ToName()}, as in the file",
            ["transfers"] = onGpu ? "in the timed region" : "none (cpu)",
            ["library"] = engine,
            ["build"] = BuildFlags.HasCuda(library.Handle) switch { true => "GPU", false => "CPU", null => "not told" },
        };
    }

    private static string Switch(bool isOn)
    {
        return isOn ? "true" : "false";
    }

    private static string OneDnn(TensorFlowLibrary library)
    {
        string variable = $"{TensorFlowEnvironment.OneDnn} {TensorFlowEnvironment.InEffect(TensorFlowEnvironment.OneDnn)}";
        return BuildFlags.UsesOneDnn(library.Handle) is { } isUsed ? $"{Switch(isUsed)} ({variable})" : variable;
    }
}
