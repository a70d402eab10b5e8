using System.Globalization;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>A case as TensorFlow's <c>ConfigProto</c>.</summary>
internal static class SessionConfig
{
    /// <summary>The configuration of a session.</summary>
    /// <param name="request">The case.</param>
    /// <param name="options">The user's options.</param>
    /// <returns>A serialised <c>ConfigProto</c>.</returns>
    public static byte[] Create(OpenRequest request, TensorFlowOptions options)
    {
        bool onGpu = request.Device.Kind == DeviceKind.Cuda;
        bool isXla = request.Variant == TensorFlowVariants.Xla;
        var config = new ConfigProto
        {
            IntraOpParallelismThreads = request.Threads,
            InterOpParallelismThreads = options.InterOpThreads,
            UsePerSessionThreads = true,
            AllowSoftPlacement = options.SoftPlacement,
            GraphOptions = new GraphOptions
            {
                OptimizerOptions = new OptimizerOptions
                {
                    GlobalJitLevel = isXla ? OptimizerOptions.Types.GlobalJitLevel.On2 : OptimizerOptions.Types.GlobalJitLevel.Off,
                    CpuGlobalJit = isXla,
                },
                RewriteOptions = new RewriterConfig
                {
                    DisableMetaOptimizer = !options.Grappler,
                    // Grappler would fuse every convolution and matrix product into an operator that XLA does not compile, before XLA sees the graph.
                    Remapping = isXla ? RewriterConfig.Types.Toggle.Off : RewriterConfig.Types.Toggle.Default,
                },
            },
        };
        if (onGpu)
        {
            config.GpuOptions = new GPUOptions
            {
                AllowGrowth = options.GpuMemoryGrowth,
                VisibleDeviceList = request.Device.Index.ToString(CultureInfo.InvariantCulture),
            };
        }
        else
        {
            config.DeviceCount["GPU"] = 0;
        }

        return config.ToByteArray();
    }

    /// <summary>The configuration of a session that is only asked which devices there are: every GPU, no memory taken.</summary>
    /// <returns>A serialised <c>ConfigProto</c>.</returns>
    public static byte[] ForDevices()
    {
        return new ConfigProto { GpuOptions = new GPUOptions { AllowGrowth = true } }.ToByteArray();
    }
}
