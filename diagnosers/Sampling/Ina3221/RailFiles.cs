using InferenceBench.Sampling.Sources.Files;
using InferenceBench.Sampling.Sources.Native;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>Opens the files of one channel: every way to its power that the driver offers, the preferred one first.</summary>
internal sealed class RailFiles
{
    // A reading may meet a conversion, or a writer that has just emptied the file.
    private const int Attempts = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);
    private readonly KernelFileSet _files;
    private readonly ChipFolder _chip;
    private readonly List<RailInput> _inputs = [];
    private readonly List<string> _missing = [];
    private string? _refusal;

    /// <summary>Opens them and reads each way once.</summary>
    /// <param name="files">Keeps them open.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="channel">The channel as the driver counts.</param>
    public RailFiles(KernelFileSet files, ChipFolder chip, int channel)
    {
        _files = files;
        _chip = chip;
        switch (chip.Layout)
        {
            case ChipLayout.Iio:
                // The driver's own power is of one conversion; voltage and current files are of two.
                AddSingle($"in_power{channel}_input", RailFormula.Milliwatts);
                AddProduct($"in_voltage{channel}_input", $"in_current{channel}_input");
                AddSingle($"ui_input_{channel}", RailFormula.MillivoltsAndMilliamperes);
                break;
            case ChipLayout.Ina238:
                AddSingle("power1_input", RailFormula.Microwatts);
                AddProduct("in1_input", "curr1_input");
                break;
            default:
                AddProduct($"in{channel}_input", $"curr{channel}_input");
                break;
        }

        RailInput? readable = _inputs.Find(CanRead);
        IsReadable = readable is not null;
        Input = readable ?? _inputs.Find(static input => input.Error != Libc.ENODEV);
    }

    /// <summary>The way to read the rail; null when there is none. One that failed just now may succeed later.</summary>
    public RailInput? Input { get; }

    /// <summary>Whether <see cref="Input"/> could be read.</summary>
    public bool IsReadable { get; }

    /// <summary>Whether this user may not read the channel.</summary>
    public bool IsDenied { get; private set; }

    /// <summary>Why the channel cannot be read, for people; meaningless when it can.</summary>
    public string Problem => _inputs is [var input, ..]
        ? $"{input.Problem} ({_chip.Address})"
        : _refusal ?? $"{_chip.Address} has no {string.Join(" and no ", _missing)}";

    private static bool CanRead(RailInput input)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (!double.IsNaN(input.ReadWatts()))
            {
                return true;
            }

            if (input.Error is Libc.ENODATA or Libc.ENODEV || FileCalls.MeansDenied(input.Error))
            {
                return false;
            }

            Thread.Sleep(s_pause);
        }

        return false;
    }

    private void AddSingle(string name, RailFormula formula)
    {
        if (TryOpen(name) is { } file)
        {
            _inputs.Add(new RailInput(formula, file));
        }
    }

    private void AddProduct(string voltage, string current)
    {
        KernelFile? millivolts = TryOpen(voltage);
        KernelFile? milliamperes = TryOpen(current);
        if (millivolts is not null && milliamperes is not null)
        {
            _inputs.Add(new RailInput(millivolts, milliamperes));
        }
    }

    private KernelFile? TryOpen(string name)
    {
        KernelFile? file = _files.TryOpen(Path.Combine(_chip.Path, name), out int error);
        if (error == Libc.ENOENT)
        {
            _missing.Add(name);
        }
        else if (error != 0)
        {
            _refusal ??= $"{name} ({_chip.Address}) cannot be opened: {KernelFile.Describe(error)}";
            IsDenied |= FileCalls.MeansDenied(error);
        }

        return file;
    }
}
