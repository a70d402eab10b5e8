namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>One iteration: a pass over some images. Null: the file has no such column.</summary>
/// <param name="Seconds">Its time.</param>
/// <param name="Images">Images of the pass.</param>
/// <param name="ImagesPerSecond">Rate that the file gives.</param>
/// <param name="SecondsPerImage">Latency that the file gives.</param>
/// <param name="MemoryBytes">Memory in use on the device.</param>
internal readonly record struct IterationLine(double Seconds, long Images, double? ImagesPerSecond, double? SecondsPerImage, double? MemoryBytes)
{
    private const double MostImages = 1e15;

    /// <summary>
    /// The number of images that time and rate, or time and latency per image, amount to. Where the two disagree, it is the one that fits whole batches, then
    /// the one that is a whole number, then that of the rate: a rate averaged over iterations fits neither.
    /// </summary>
    /// <param name="batch">Batch size.</param>
    /// <param name="seconds">Time.</param>
    /// <param name="imagesPerSecond">Rate; null when not given.</param>
    /// <param name="secondsPerImage">Latency; null when not given.</param>
    /// <returns>Null when it is no image at all, or more than can be.</returns>
    public static long? CountImages(int batch, double seconds, double? imagesPerSecond, double? secondsPerImage)
    {
        double? byRate = seconds * imagesPerSecond;
        double? byLatency = seconds / secondsPerImage;
        double count = Fit(byLatency, batch) > Fit(byRate, batch) ? byLatency!.Value : byRate ?? byLatency ?? 0;
        return count is >= 0.5 and <= MostImages ? (long)Math.Round(count) : null;
    }

    // Files give at least six digits, so a true number of images is off by far less than these tolerances.
    private static int Fit(double? count, int batch)
    {
        if (count is not (>= 0.5 and <= MostImages))
        {
            return -1;
        }

        double batches = count.Value / batch;
        double tolerance = 0.02 + (1e-4 * count.Value);
        bool isBatches = Math.Round(batches) >= 1 && Math.Abs(batches - Math.Round(batches)) * batch <= tolerance;
        return isBatches ? 2 : Math.Abs(count.Value - Math.Round(count.Value)) <= tolerance ? 1 : 0;
    }
}
