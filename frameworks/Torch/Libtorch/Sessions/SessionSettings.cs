using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch.Sessions;

/// <summary>What is in effect in a session, for the report.</summary>
internal static class SessionSettings
{
    /// <summary>Describes a configured session.</summary>
    public static Dictionary<string, string> Describe(OpenRequest request, LibtorchOptions options, TorchOptimisation optimisation, ElementType computeType, string keptOut)
    {
        LibtorchLibrary library = LibtorchRuntime.Require();
        bool onGpu = request.Device.Kind == DeviceKind.Cuda;
        string buildInfo = TorchLibrary.BuildInfo;
        (int intraOp, int interOp) = TorchLibrary.Threads;
        return new Dictionary<string, string>
        {
            ["provider"] = request.Provider,
            ["threads"] = intraOp.ToString(CultureInfo.InvariantCulture),
            ["interOpThreads"] = interOp.ToString(CultureInfo.InvariantCulture),
            ["ompNumThreads"] = TorchEnvironment.InEffect("OMP_NUM_THREADS"),
            ["ompWaitPolicy"] = TorchEnvironment.InEffect("OMP_WAIT_POLICY"),
            ["blas"] = BlasLibrary.Find(buildInfo).Name,
            ["oneDnn"] = OneDnn(buildInfo, options),
            ["optimisation"] = optimisation switch
            {
                TorchOptimisation.Eager => "eager",
                TorchOptimisation.Frozen => "freeze",
                _ when keptOut.Length > 0 => $"freeze, optimize_for_inference; outside oneDNN, where libtorch {TorchLibrary.Version} gets them wrong: {keptOut}",
                _ => "freeze, optimize_for_inference",
            },
            ["memoryFormat"] = options.ChannelsLast ? "channels-last" : "contiguous",
            ["precision"] = Conversion(request.Precision, computeType),
            ["tf32"] = onGpu ? Switch(options.Tf32) : "n/a (cpu)",
            ["cudnnBenchmark"] = onGpu ? Switch(options.CudnnBenchmark) : "n/a (cpu)",
            ["cudaGraph"] = !onGpu || TorchLibrary.HasCudaHalf ? Switch(onGpu && options.CudaGraph) : "not in this shim (built without CUDA's headers)",
            ["transfers"] = onGpu ? "in the timed region" : "none (cpu)",
            ["library"] = $"libtorch {TorchLibrary.Version}, {library.Origin}",
            ["cxx11Abi"] = library.Build.Cxx11AbiText,
        };
    }

    private static string Switch(bool isOn)
    {
        return isOn ? "true" : "false";
    }

    private static string OneDnn(string buildInfo, LibtorchOptions options)
    {
        bool isBuiltIn = buildInfo.Contains("MKL-DNN", StringComparison.Ordinal) || buildInfo.Contains("oneDNN", StringComparison.OrdinalIgnoreCase);
        return isBuiltIn ? Switch(options.OneDnn) : "not in this libtorch";
    }

    private static string Conversion(Precision precision, ElementType computeType)
    {
        return computeType == ElementType.Float32
            ? $"{precision.ToName()}, as in the file"
            : $"{precision.ToName()}, converted from fp32; inputs and outputs are converted in the timed region";
    }
}
