using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>
/// Reads energies in the format of EMA (Energy Measurement for Applications) as a stream: one region and device a line, regions named
/// <c>FRAMEWORK_BATCH_ITERATION</c>, energy in µJ, time in µs.
/// </summary>
internal sealed class EnergyReader
{
    // Far more than a measurement has; keeps a hostile file from filling the memory.
    private const int MostRegions = 16384;
    private const int MostDevicesOfRegion = 256;
    private const double MicroPerUnit = 1e6;
    private const double MostMicro = 1e16;

    private readonly Dictionary<(string Framework, int Batch), RegionEnergies> _regions = [];
    private readonly CsvReader _csv;
    private readonly int _region;
    private readonly int? _visits;
    private readonly int _device;
    private readonly int _energy;
    private readonly int _time;
    private readonly List<DeviceEnergy> _seen = [];
    private readonly List<byte> _currentName = [];
    private RegionEnergies? _current;

    private EnergyReader(CsvReader csv)
    {
        _csv = csv;
        _region = CsvText.Column(csv, "region_idf") ?? throw Missing("region_idf");
        _device = CsvText.Column(csv, "device_name") ?? throw Missing("device_name");
        _energy = CsvText.Column(csv, "energy(uJ)", "energy") ?? throw Missing("energy(uJ)");
        _time = CsvText.Column(csv, "time(us)", "time") ?? throw Missing("time(us)");
        _visits = CsvText.Column(csv, "visits");
    }

    /// <summary>Lines that cannot be used.</summary>
    public LeftOut LeftOut { get; } = new("line", "lines");

    /// <summary>Lines below the header.</summary>
    public long Lines { get; private set; }

    /// <summary>Energies by framework and batch.</summary>
    public IReadOnlyDictionary<(string Framework, int Batch), RegionEnergies> Regions => _regions;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A column is missing.</exception>
    /// <exception cref="CsvFormatException">A line is longer than a line can be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public static EnergyReader Read(string path)
    {
        using CsvReader csv = CsvText.Open(path);
        EnergyReader reader = new(csv);
        while (csv.Read())
        {
            reader.Lines++;
            reader.AddLine();
        }

        return reader;
    }

    private static InvalidDataException Missing(string column)
    {
        return new InvalidDataException($"there is no column {column}");
    }

    private void AddLine()
    {
        double energy = CsvText.Number(_csv, _energy);
        double time = CsvText.Number(_csv, _time);
        double visits = _visits is int column ? CsvText.Number(_csv, column) : 1;
        if (!(energy is >= 0 and <= MostMicro))
        {
            Refuse("energy", _energy);
        }
        else if (!(time is > 0 and <= MostMicro))
        {
            Refuse("time", _time);
        }
        else if (!(visits is >= 1 and <= int.MaxValue))
        {
            Refuse("visits", _visits!.Value);
        }
        else if (!Enter(_csv.GetSpan(_region)))
        {
            Refuse("region_idf", _region);
        }
        else if (_device >= _csv.FieldCount || !Add(energy, time, (long)visits))
        {
            Refuse("device_name", _device);
        }
    }

    private bool Add(double energy, double time, long visits)
    {
        ReadOnlySpan<byte> device = _csv.GetSpan(_device);
        int ordinal = 0;
        foreach (DeviceEnergy before in _seen)
        {
            ordinal += before.IsNamed(device) ? 1 : 0;
        }

        if (_seen.Count == MostDevicesOfRegion || _current!.Add(device, ordinal, energy / MicroPerUnit, time / MicroPerUnit, visits) is not { } added)
        {
            return false;
        }

        _seen.Add(added);
        return true;
    }

    // Lines of one region stand together.
    private bool Enter(ReadOnlySpan<byte> name)
    {
        if (_current is not null && name.SequenceEqual(CollectionsMarshal.AsSpan(_currentName)))
        {
            return true;
        }

        _seen.Clear();
        _currentName.Clear();
        _currentName.AddRange(name);
        _current = Parse(name) is { } key ? Find(key) : null;
        return _current is not null;
    }

    private RegionEnergies? Find((string Framework, int Batch) key)
    {
        if (!_regions.TryGetValue(key, out RegionEnergies? found) && _regions.Count < MostRegions)
        {
            _regions.Add(key, found = new RegionEnergies());
        }

        return found;
    }

    // FRAMEWORK_BATCH_ITERATION; the framework's own name may hold underscores.
    private static (string Framework, int Batch)? Parse(ReadOnlySpan<byte> name)
    {
        int iteration = name.LastIndexOf((byte)'_');
        int batch = iteration > 0 ? name[..iteration].LastIndexOf((byte)'_') : -1;
        if (batch <= 0 || !Utf8Parser.TryParse(name[(batch + 1)..iteration], out int size, out int used) || used != iteration - batch - 1 || size < 1)
        {
            return null;
        }

        return (IterationFramework.Of(Encoding.UTF8.GetString(name[..batch])).Name, size);
    }

    private void Refuse(string column, int index)
    {
        LeftOut.Add(_csv.LineNumber, column, CsvText.Text(_csv, index));
    }
}
