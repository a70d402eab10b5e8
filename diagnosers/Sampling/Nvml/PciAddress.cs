using System.Globalization;

namespace InferenceBench.Sampling.Nvml;

/// <summary>Where a device sits on the PCI bus. NVML writes the domain with 8 digits and CUDA with 4, so numbers are compared, not texts.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Bus">The bus.</param>
/// <param name="Device">The device.</param>
internal readonly record struct PciAddress(uint Domain, uint Bus, uint Device)
{
    /// <summary>Reads <c>0000:3B:00.0</c>.</summary>
    /// <param name="text">Domain, bus, device and function in hexadecimal; the function is not looked at, since a GPU's is 0.</param>
    /// <param name="address">The address; all 0 when the text is none.</param>
    public static bool TryParse(string? text, out PciAddress address)
    {
        address = default;
        string[] parts = (text ?? "").Split(':', '.');
        if (parts.Length is 3 or 4 && TryHex(parts[0], out uint domain) && TryHex(parts[1], out uint bus) && TryHex(parts[2], out uint device))
        {
            address = new PciAddress(domain, bus, device);
            return true;
        }

        return false;
    }

    private static bool TryHex(string text, out uint value)
    {
        return uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
