namespace InferenceBench.Sampling.Recording;

/// <summary>A copy of some rows of a ring.</summary>
/// <param name="TimesNs">[rows]: middle of each reading in monotonic nanoseconds.</param>
/// <param name="ReadNs">[rows]: how long each reading took.</param>
/// <param name="Values">[rows × channels]: the values.</param>
internal sealed record SampleRows(long[] TimesNs, long[] ReadNs, double[] Values)
{
    /// <summary>The rows without the oldest ones.</summary>
    /// <param name="count">How many are left out.</param>
    public SampleRows Without(int count)
    {
        return count == 0
            ? this
            : new SampleRows(TimesNs[count..], ReadNs[count..], Values[(Values.Length / TimesNs.Length * count)..]);
    }
}
