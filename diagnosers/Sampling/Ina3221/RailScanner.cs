using System.Globalization;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>Finds the rails of chips and opens their files. Reads each rail once to see whether it can be read.</summary>
/// <param name="files">Keeps the files open.</param>
internal sealed class RailScanner(KernelFileSet files)
{
    /// <summary>Greatest offset of the INA3221's shunt voltage: 80 uV (datasheet SBOS576, electrical characteristics).</summary>
    private const double OffsetLimitVolts = 80e-6;

    // Jetson Linux up to 32 does not show it; 5 mOhm are on the modules of that time.
    private const long AssumedShuntMicroohms = 5000;

    // Of both layouts: hwmon's inputs 4 to 7 are shunt voltages and their sum, and its current 4 is a sum.
    private const int RailsPerChip = 3;
    private readonly List<Rail> _rails = [];
    private readonly List<string> _notes = [];

    /// <summary>Rails so far, in the order of chips and channels.</summary>
    public IReadOnlyList<Rail> Rails => _rails;

    /// <summary>Inputs that are no rails.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds the rails of a chip.</summary>
    /// <param name="chip">The chip.</param>
    public void Scan(ChipFolder chip)
    {
        switch (chip.Layout)
        {
            case ChipLayout.Iio:
                ScanChannels(chip, firstChannel: 0, "rail_name_{0}");
                break;
            case ChipLayout.Hwmon:
                ScanChannels(chip, firstChannel: 1, "in{0}_label");
                break;
            default:
                // Its driver knows no labels; on a Jetson it measures the carrier board's input.
                AddRail(chip, 1, ReadText(chip, "in1_label") ?? ReadText(chip, "label") ?? "VIN");
                break;
        }
    }

    private void ScanChannels(ChipFolder chip, int firstChannel, string labelFile)
    {
        for (int channel = firstChannel; channel < firstChannel + RailsPerChip; channel++)
        {
            string? label = ReadText(chip, string.Format(CultureInfo.InvariantCulture, labelFile, channel));
            if (string.Equals(label, "NC", StringComparison.OrdinalIgnoreCase))
            {
                _notes.Add($"{chip.Address} channel {channel} is not connected");
            }
            else if (chip.Layout == ChipLayout.Hwmon && ReadText(chip, $"in{channel}_enable") == "0")
            {
                AddDisabled(chip, channel, label);
            }
            else
            {
                AddRail(chip, channel, label);
            }
        }
    }

    private void AddDisabled(ChipFolder chip, int channel, string? label)
    {
        string problem = $"{chip.Address} channel {channel} is disabled (in{channel}_enable is 0)";
        if (label is null)
        {
            _notes.Add(problem);
        }
        else
        {
            _rails.Add(CreateRail(chip, channel, label) with { Problem = problem });
        }
    }

    private void AddRail(ChipFolder chip, int channel, string? label)
    {
        var opened = new RailFiles(files, chip, channel);
        if (label is null && !opened.IsReadable && !opened.IsDenied)
        {
            // Without a label and with nothing to read: most likely not connected.
            _notes.Add($"{chip.Address} channel {channel} has no label and cannot be read: {opened.Problem}");
            return;
        }

        _rails.Add(CreateRail(chip, channel, label) with
        {
            Input = opened.Input,
            Problem = opened.IsReadable ? null : opened.Problem,
            IsDenied = opened.IsDenied,
            OffsetUncertaintyWatts = OffsetOf(chip, channel),
        });
    }

    private static Rail CreateRail(ChipFolder chip, int channel, string? label)
    {
        string place = $"{chip.Address}/ch{channel}";
        return new Rail { Name = label ?? place, Place = place };
    }

    /// <summary>
    /// The offset's limit over the shunt gives a current, times the rail's voltage a power; as a rectangular distribution its standard uncertainty is that over the square root of 3
    /// (JCGM 100:2008, 4.3.7). 0 for the INA238, whose shunt is not known: its offset of 5 uV (datasheet SBOSA20) is far below the gain's uncertainty.
    /// </summary>
    private static double OffsetOf(ChipFolder chip, int channel)
    {
        if (chip.Layout == ChipLayout.Ina238)
        {
            return 0;
        }

        bool isIio = chip.Layout == ChipLayout.Iio;
        long? shuntMicroohms = isIio ? AssumedShuntMicroohms : KernelText.ReadNumber(Path.Combine(chip.Path, $"shunt{channel}_resistor"));
        long? millivolts = KernelText.ReadNumber(Path.Combine(chip.Path, isIio ? $"in_voltage{channel}_input" : $"in{channel}_input"));
        double amperes = shuntMicroohms > 0 ? OffsetLimitVolts / (shuntMicroohms.Value * 1e-6) : 0;
        return amperes * (millivolts ?? 0) / 1e3 / Math.Sqrt(3);
    }

    private static string? ReadText(ChipFolder chip, string file)
    {
        return KernelText.Read(Path.Combine(chip.Path, file));
    }
}
