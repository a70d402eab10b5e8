using System.Globalization;

namespace InferenceBench.Contracts;

/// <summary>One device, written <c>cpu</c> or <c>cuda:N</c>.</summary>
/// <param name="Kind">The kind of processor.</param>
/// <param name="Index">CUDA ordinal from 0; always 0 for the CPU.</param>
public readonly record struct Device(DeviceKind Kind, int Index)
{
    /// <summary>The host's processor.</summary>
    public static Device Cpu { get; } = new(DeviceKind.Cpu, 0);

    /// <summary>CUDA device <paramref name="index"/>.</summary>
    /// <param name="index">CUDA ordinal from 0.</param>
    public static Device Cuda(int index)
    {
        return new Device(DeviceKind.Cuda, index);
    }

    /// <summary>Reads <c>cpu</c>, <c>cuda</c> (device 0) or <c>cuda:N</c>, case-insensitively.</summary>
    /// <param name="text">The text.</param>
    /// <param name="device">The device, or <see cref="Cpu"/> when the text is no device.</param>
    public static bool TryParse(string text, out Device device)
    {
        ArgumentNullException.ThrowIfNull(text);
        device = Cpu;
        if (text.Equals("cpu", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.Equals("cuda", StringComparison.OrdinalIgnoreCase))
        {
            device = Cuda(0);
            return true;
        }

        if (text.StartsWith("cuda:", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            device = Cuda(index);
            return true;
        }

        return false;
    }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public override string ToString()
    {
        return Kind == DeviceKind.Cpu ? "cpu" : string.Create(CultureInfo.InvariantCulture, $"cuda:{Index}");
    }
}
