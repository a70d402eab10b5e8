using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Registry;

namespace InferenceBench.Cases;

/// <summary>Where the cases of a run go: framework × variant × provider × device, with the probes' answers.</summary>
internal static class TargetChooser
{
    /// <summary>All targets that the options allow, those that do not run here included.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="probes">The probes' answers by framework id.</param>
    public static IReadOnlyList<CaseTarget> Choose(
        FrameworkRegistry registry, RunOptions options, IReadOnlyDictionary<string, FrameworkProbe> probes)
    {
        return [..
            from framework in registry.All.Select(framework => framework.Descriptor)
            where options.Frameworks.Count == 0 || options.Frameworks.Contains(framework.Id)
            let probe = probes[framework.Id]
            from provider in framework.Providers
            where options.Providers.Count == 0 || options.Providers.Contains(provider.Id)
            from device in Devices(provider, options, probe)
            from variant in options.Variants.Count == 0 ? framework.DefaultVariants : framework.Variants.Where(options.Variants.Contains)
            select new CaseTarget(
                framework,
                variant,
                provider.Id,
                device,
                probe.Version,
                WhyNot(framework, provider, device, probe),
                IsAsked(framework, provider, device, options, probe))
            {
                Threads = options.EffectiveThreads,
                Options = options.OptionsOf(framework.Id),
                IsFrameworkMissing = !probe.Availability.IsAvailable,
            }];
    }

    // A device that a provider cannot use is no case at all; without --devices a provider runs on every device that it answered for.
    private static Device[] Devices(ProviderDescriptor provider, RunOptions options, FrameworkProbe probe)
    {
        if (options.Devices.Count > 0)
        {
            return [.. options.Devices.Where(device => device.Kind == provider.DeviceKind)];
        }

        Device[] available = [.. probe.Providers
            .Where(answer => answer.Provider == provider.Id && answer.Availability.IsAvailable)
            .Select(answer => Device.TryParse(answer.Device, out Device device) ? device : Device.Cpu)];
        return available.Length > 0 ? available : [new Device(provider.DeviceKind, 0)];
    }

    private static string? WhyNot(FrameworkDescriptor framework, ProviderDescriptor provider, Device device, FrameworkProbe probe)
    {
        Availability answer = !probe.Availability.IsAvailable
            ? probe.Availability
            : probe.Providers.FirstOrDefault(asked => asked.Provider == provider.Id && asked.Device == device.ToString())?.Availability
                ?? Availability.No($"{framework.Id} has no {provider.Id} on {device} here", "doctor shows what runs here");
        return answer.IsAvailable ? null : answer.ToText();
    }

    // Of a framework that is not here at all neither a provider nor a device means anything: only its own name asks for it, and then once, not once for each of its providers.
    private static bool IsAsked(FrameworkDescriptor framework, ProviderDescriptor provider, Device device, RunOptions options, FrameworkProbe probe)
    {
        return probe.Availability.IsAvailable
            ? options.Providers.Contains(provider.Id) || options.Devices.Contains(device)
            : options.Frameworks.Contains(framework.Id) && provider == framework.Providers[0];
    }
}
