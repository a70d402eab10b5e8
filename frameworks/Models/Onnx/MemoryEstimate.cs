namespace InferenceBench.Models.Onnx;

/// <summary>Adds up what a file's messages will need in memory, and refuses the file when that goes beyond its size plus 56 MiB.
/// (With the bytes that are parsed beside it, twice the size plus 64 MiB.)</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="fileBytes">Its size.</param>
internal sealed class MemoryEstimate(string file, long fileBytes)
{
    private const long AllowanceBytes = 56L << 20;

    private long _bytes;

    /// <summary>Adds to the estimate.</summary>
    /// <param name="bytes">Bytes of one more part.</param>
    /// <exception cref="OnnxModelException">The file would need too much.</exception>
    public void Add(long bytes)
    {
        _bytes += bytes;
        if (_bytes > fileBytes + AllowanceBytes)
        {
            throw Bad($"would need more than {_bytes >> 20} MiB of memory for {fileBytes} bytes: damaged, or its weights are not stored as raw data");
        }
    }

    /// <summary>A refusal of the file.</summary>
    /// <param name="reason">What is wrong.</param>
    public OnnxModelException Bad(string reason)
    {
        return OnnxModelException.For(file, reason);
    }
}
