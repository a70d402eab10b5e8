using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>The open files of one rail.</summary>
internal sealed class RailInput
{
    private readonly RailFormula _formula;
    private readonly KernelFile _first;
    private readonly KernelFile _second;
    private KernelFile _latest;

    /// <summary>A rail with all in one file.</summary>
    /// <param name="formula">How watts follow from it.</param>
    /// <param name="file">Power, or both voltage and current.</param>
    public RailInput(RailFormula formula, KernelFile file)
    {
        _formula = formula;
        _first = _second = _latest = file;
    }

    /// <summary>A rail whose power is a product.</summary>
    /// <param name="millivolts">Its voltage.</param>
    /// <param name="milliamperes">Its current.</param>
    public RailInput(KernelFile millivolts, KernelFile milliamperes)
    {
        _formula = RailFormula.MillivoltsTimesMilliamperes;
        _first = _latest = millivolts;
        _second = milliamperes;
    }

    /// <summary>Why the latest reading failed, for people.</summary>
    public string Problem => $"{Path.GetFileName(_latest.Path)}: {_latest.Problem}";

    /// <summary>Error number of the latest failed read; 0 when it delivered nothing.</summary>
    public int Error => _latest.Error;

    /// <summary>Reads the rail once. Allocates nothing.</summary>
    /// <returns>Watts, negative ones included (the chip's offset); NaN when a file delivers no number.</returns>
    public double ReadWatts()
    {
        return _formula switch
        {
            RailFormula.Milliwatts => Read(_first, out long milliwatts) ? milliwatts / 1e3 : double.NaN,
            RailFormula.Microwatts => Read(_first, out long microwatts) ? microwatts / 1e6 : double.NaN,
            RailFormula.MillivoltsAndMilliamperes => ReadPair(out long mv, out long ma) ? (double)mv * ma / 1e6 : double.NaN,
            _ => Read(_first, out long millivolts) && Read(_second, out long milliamperes) ? (double)millivolts * milliamperes / 1e6 : double.NaN,
        };
    }

    /// <summary>Checks after a failed reading whether the chip is still there.</summary>
    /// <param name="files">The files' owner.</param>
    /// <exception cref="PowerSourceException">It is gone.</exception>
    public void ThrowIfGone(KernelFileSet files)
    {
        files.ThrowIfGone(_latest);
    }

    private bool Read(KernelFile file, out long value)
    {
        _latest = file;
        return file.TryRead(out value);
    }

    private bool ReadPair(out long millivolts, out long milliamperes)
    {
        _latest = _first;
        return _first.TryRead(out millivolts, out milliamperes);
    }
}
