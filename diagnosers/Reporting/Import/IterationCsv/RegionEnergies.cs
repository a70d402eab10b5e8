namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>Energies of one framework and batch size, by device, over all its regions.</summary>
internal sealed class RegionEnergies
{
    // A machine has some ten devices; a file with more names than this is none of a machine.
    private const int MostDevices = 64;
    private readonly List<DeviceEnergy> _devices = [];

    /// <summary>Devices in the order of the file; those of the same name are told apart by their place in the region.</summary>
    public IReadOnlyList<DeviceEnergy> Devices => _devices;

    /// <summary>The GPU that drew most, which is taken for the one that ran: the file does not say which did. Null without a GPU, or when its energy is 0.</summary>
    public DeviceEnergy? BusiestGpu => _devices.Where(static device => device is { IsGpu: true, Joules: > 0 }).MaxBy(static device => device.Joules / device.Regions);

    /// <summary>Adds one line.</summary>
    /// <param name="device">The device's name.</param>
    /// <param name="ordinal">How many devices of the same name stand before it in the region.</param>
    /// <param name="joules">Energy.</param>
    /// <param name="seconds">Time.</param>
    /// <param name="visits">How often the region was entered.</param>
    /// <returns>The device; null when there are too many.</returns>
    public DeviceEnergy? Add(ReadOnlySpan<byte> device, int ordinal, double joules, double seconds, long visits)
    {
        foreach (DeviceEnergy known in _devices)
        {
            if (known.Ordinal == ordinal && known.IsNamed(device))
            {
                known.Add(joules, seconds, visits);
                return known;
            }
        }

        if (_devices.Count == MostDevices)
        {
            return null;
        }

        DeviceEnergy added = new(device, ordinal);
        added.Add(joules, seconds, visits);
        _devices.Add(added);
        return added;
    }
}
