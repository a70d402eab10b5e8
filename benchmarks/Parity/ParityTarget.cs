using InferenceBench.Cli;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>How one framework is to run every file.</summary>
/// <param name="Variant">Variant id.</param>
/// <param name="Provider">Provider id.</param>
/// <param name="Device">The device.</param>
/// <param name="SkipReason">Why it cannot; null when it can.</param>
internal sealed record ParityTarget(string Variant, string Provider, Device Device, string? SkipReason)
{
    /// <summary>The targets of a framework: its default variant on its first provider for the device, unless the user names others. Never empty.</summary>
    /// <param name="descriptor">The framework.</param>
    /// <param name="probe">What of it runs here.</param>
    /// <param name="options">The user's choice.</param>
    public static IReadOnlyList<ParityTarget> Of(FrameworkDescriptor descriptor, FrameworkProbe probe, RunOptions options)
    {
        string[] variants = options.Variants.Count > 0
            ? [.. descriptor.Variants.Where(variant => options.Variants.Contains(variant, StringComparer.OrdinalIgnoreCase))]
            : [descriptor.Variants[0]];
        if (variants.Length == 0)
        {
            string wanted = string.Join(",", options.Variants);
            string reason = $"{descriptor.Id} has no variant {wanted}; it has {string.Join(", ", descriptor.Variants)}";
            return [new ParityTarget(wanted, descriptor.Providers[0].Id, Device.Cpu, reason)];
        }

        IReadOnlyList<(ProviderDescriptor Provider, Device Device)> places = Places(descriptor, options);
        if (places.Count == 0)
        {
            string wanted = string.Join(",", options.Providers.Count > 0 ? options.Providers : options.Devices.Select(static device => device.ToString()));
            string reason = $"{descriptor.Id} has no provider for {wanted}; it has {string.Join(", ", descriptor.Providers.Select(static provider => provider.Id))}";
            return [.. variants.Select(variant => new ParityTarget(variant, wanted, Device.Cpu, reason))];
        }

        return [.. variants.SelectMany(variant => places.Select(place => new ParityTarget(
            variant, place.Provider.Id, place.Device, WhyNot(descriptor, probe, place.Provider, place.Device))))];
    }

    private static IReadOnlyList<(ProviderDescriptor, Device)> Places(FrameworkDescriptor descriptor, RunOptions options)
    {
        ProviderDescriptor[] named = [.. descriptor.Providers.Where(provider => options.Providers.Contains(provider.Id, StringComparer.OrdinalIgnoreCase))];
        if (options.Devices.Count == 0 && options.Providers.Count > 0)
        {
            return [.. named.Select(static provider => (provider, new Device(provider.DeviceKind, 0)))];
        }

        // On the CPU, and an engine of GPUs alone on the first of them.
        Device usual = descriptor.Providers.Any(static provider => provider.DeviceKind == DeviceKind.Cpu) ? Device.Cpu : new Device(descriptor.Providers[0].DeviceKind, 0);
        IReadOnlyList<Device> devices = options.Devices.Count > 0 ? options.Devices : [usual];
        IEnumerable<(ProviderDescriptor, Device)> places = devices.SelectMany(device =>
            options.Providers.Count > 0
                ? named.Where(provider => provider.DeviceKind == device.Kind).Select(provider => (provider, device))
                : descriptor.Providers.Where(provider => provider.DeviceKind == device.Kind).Take(1).Select(provider => (provider, device)));
        return [.. places];
    }

    private static string? WhyNot(FrameworkDescriptor descriptor, FrameworkProbe probe, ProviderDescriptor provider, Device device)
    {
        if (!probe.Availability.IsAvailable)
        {
            return probe.Availability.ToText();
        }

        ProviderProbe? answer = probe.Providers.FirstOrDefault(p => p.Provider == provider.Id && p.Device == device.ToString());
        if (answer is { Availability.IsAvailable: false })
        {
            return answer.Availability.ToText();
        }

        // A probe lists the devices that it found; the processor is always there.
        return answer is null && device.Kind != DeviceKind.Cpu ? $"{descriptor.Id} found no {device} here" : null;
    }
}
