using System.Text;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>Energy and time of one device over some regions.</summary>
internal sealed class DeviceEnergy
{
    private const int LongestName = 120;
    private readonly byte[] _bytes;

    /// <summary>A device without energy so far.</summary>
    /// <param name="name">Its name as the file has it, in UTF-8; may be anything.</param>
    /// <param name="ordinal">How many devices of the same name stand before it.</param>
    public DeviceEnergy(ReadOnlySpan<byte> name, int ordinal)
    {
        _bytes = name.ToArray();
        string text = OneLine.Of(Encoding.UTF8.GetString(name)) ?? "?";
        Name = text.Length <= LongestName ? text : text[..LongestName];
        Ordinal = ordinal;
    }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>How many devices of the same name stand before it.</summary>
    public int Ordinal { get; }

    /// <summary>Energy in joules.</summary>
    public double Joules { get; private set; }

    /// <summary>Time in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Regions, each as often as it was entered.</summary>
    public long Regions { get; private set; }

    /// <summary>Whether it is a GPU: neither a processor (<c>CPU-0.package-0</c>) nor its memory (<c>CPU-0.dram</c>) nor a source of them.</summary>
    public bool IsGpu => !Name.StartsWith("CPU", StringComparison.OrdinalIgnoreCase)
        && !Name.StartsWith("rapl", StringComparison.OrdinalIgnoreCase)
        && !Name.Contains(".package", StringComparison.OrdinalIgnoreCase)
        && !Name.Contains(".dram", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name as the file has it is this device's.</summary>
    /// <param name="name">Name in UTF-8.</param>
    public bool IsNamed(ReadOnlySpan<byte> name)
    {
        return name.SequenceEqual(_bytes);
    }

    /// <summary>Adds one line.</summary>
    /// <param name="joules">Energy.</param>
    /// <param name="seconds">Time.</param>
    /// <param name="visits">How often the region was entered.</param>
    public void Add(double joules, double seconds, long visits)
    {
        Joules += joules;
        Seconds += seconds;
        Regions += visits;
    }
}
