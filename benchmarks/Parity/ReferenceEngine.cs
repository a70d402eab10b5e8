using InferenceBench.Cases;
using InferenceBench.Children;
using InferenceBench.Contracts;
using InferenceBench.Registry;

namespace InferenceBench.Parity;

/// <summary>What computes the reference outputs of a file on the CPU: ONNX Runtime for an ONNX file; for a framework's own file its plain, unoptimised variant in that framework.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Variant">The variant's id.</param>
/// <param name="Place">The provider and the device: the CPU, unless the framework does not know it.</param>
/// <param name="Name">Engine, version, variant and provider: <c>libtorch 2.7.1 eager cpu</c>.</param>
internal sealed record ReferenceEngine(FrameworkDescriptor Framework, string Variant, (string Provider, Device Device) Place, string Name)
{
    private const string OnnxRuntime = "onnxruntime";

    /// <summary>The engine for a file; null when there is none here.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="compared">The framework whose outputs are to be compared.</param>
    /// <param name="modelPath">The file.</param>
    /// <param name="reason">Why there is none; null when there is one.</param>
    public static ReferenceEngine? Find(FrameworkRegistry registry, FrameworkDescriptor compared, string modelPath, out string? reason)
    {
        bool isOnnx = ModelExtension.Of(modelPath) == ModelExtension.Onnx;
        string id = isOnnx ? OnnxRuntime : compared.Id;
        if (registry.Find(id)?.Descriptor is not { } framework)
        {
            reason = $"the reference needs {id}, which is not part of this build";
            return null;
        }

        if ((isOnnx ? framework.Variants[0] : framework.PlainVariant) is not { } variant)
        {
            reason = $"there is no reference for {Path.GetFileName(modelPath)}: {id} has no plain variant to compare with";
            return null;
        }

        FrameworkProbe probe = FrameworkProber.Probe(registry, [id])[id];
        reason = probe.Availability.IsAvailable ? null : $"the reference needs {id}: {probe.Availability.Reason}";
        return reason is null ? Create(framework, variant, probe.Version) : null;
    }

    private static ReferenceEngine Create(FrameworkDescriptor framework, string variant, string? version)
    {
        ProviderDescriptor provider = framework.Providers.FirstOrDefault(static provider => provider.DeviceKind == DeviceKind.Cpu) ?? framework.Providers[0];
        string[] parts = [framework.Id, version ?? "", variant == "default" ? "" : variant, provider.Id];
        return new ReferenceEngine(
            framework, variant, (provider.Id, new Device(provider.DeviceKind, 0)), string.Join(' ', parts.Where(static part => part.Length > 0)));
    }
}
