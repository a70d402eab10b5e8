using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>GPUs of NVIDIA through NVML, the library of <c>nvidia-smi</c> (<c>nvml.h</c>).</summary>
public sealed class NvmlSensor : IPowerSensor
{
    private static readonly string[] s_moduleFiles = ["sys/module/nvidia/initstate", "proc/driver/nvidia/version"];

    /// <inheritdoc/>
    public string Id => "nvml";

    /// <summary>
    /// Whether a GPU's energy or power can be read. Touches the library only when the kernel module is loaded: as root, <c>nvmlInit</c> creates device nodes even where
    /// there is no driver. Energy counts as readable when a call gave it.
    /// </summary>
    /// <param name="query">The root below which the kernel module is looked for, and the device; without one, all devices are listed.</param>
    public SensorStatus Probe(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!OperatingSystem.IsWindows() && !Array.Exists(s_moduleFiles, file => File.Exists(Path.Combine(query.Root, file))))
        {
            return SensorStatus.No(Id, "NVIDIA kernel module is not loaded", "install or load the NVIDIA driver; --power-source nvml asks the library all the same");
        }

        try
        {
            using NvmlSession session = NvmlGpus.Start();
            IReadOnlyList<NvmlGpu> gpus = NvmlGpus.List(session.Library);
            return NvmlStatus.Of(Id, session.Library, query.CudaOrdinal is null ? gpus : [NvmlGpus.Choose(gpus, query)]);
        }
        catch (NvmlException exception)
        {
            return SensorStatus.No(Id, exception.Message, exception.Remedy, exception.Access);
        }
    }

    /// <summary>Opens a GPU. Always asks the library, whatever the kernel says of its modules.</summary>
    /// <param name="query">The GPU as CUDA counts them; null takes NVML's first.</param>
    /// <exception cref="PowerSourceException">There is no library, no driver, no such GPU, no permission, or nothing that gives energy.</exception>
    public IPowerSource Open(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return OpenGpu(query);
        }
        catch (NvmlException exception)
        {
            throw exception.ToPowerSourceException();
        }
    }

    private static NvmlSource OpenGpu(SensorQuery query)
    {
        NvmlSession session = NvmlGpus.Start();
        try
        {
            NvmlGpu gpu = NvmlGpus.Choose(NvmlGpus.List(session.Library), query);
            NvmlSurvey survey = NvmlSurvey.Of(gpu);
            return survey.Readable.Any() ? new NvmlSource(session, gpu, survey) : throw survey.Explain(session.Library);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
