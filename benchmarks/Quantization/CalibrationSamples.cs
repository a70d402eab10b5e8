using InferenceBench.Models;

namespace InferenceBench.Quantization;

/// <summary>The samples of a calibration and those on which its result is checked.</summary>
/// <param name="File">File of raw float32; null for seeded values.</param>
/// <param name="Total">Samples in the file; null for seeded values, of which there are as many as wanted.</param>
/// <param name="Description">Where they come from, for people.</param>
internal sealed record CalibrationSamples(string? File, int? Total, string Description)
{
    /// <summary>What calibrations of image networks use; more takes longer and changes nothing.</summary>
    public const int MostByDefault = 512;

    private const int DefaultSeeded = 64;

    /// <summary>Splits them.</summary>
    /// <param name="wanted">How many to calibrate on; null takes 64 seeded ones, of a file all, at most 512.</param>
    /// <param name="check">How many to check on, at most: others while there are any, else the calibration's.</param>
    /// <param name="seed">Seed of seeded values.</param>
    /// <param name="range">Range of seeded values.</param>
    /// <returns>Those to calibrate on, those to check on, and whether they are others.</returns>
    public (SampleSource Calibration, SampleSource Check, bool AreOthers) Split(int? wanted, int check, ulong seed, InputRange range)
    {
        int count = Total is null ? wanted ?? DefaultSeeded : Math.Min(wanted ?? MostByDefault, Total.Value);
        int others = Total is null ? check : Math.Min(check, Total.Value - count);
        var calibration = new SampleSource(File, 0, count, seed, range);
        return others > 0
            ? (calibration, calibration with { First = count, Count = others }, true)
            : (calibration, calibration with { Count = Math.Min(count, check) }, false);
    }
}
