using System.Text;

namespace InferenceBench.Toolchain;

/// <summary>Drains a stream, so that its writer never blocks, and keeps its last 64 KiB.</summary>
internal sealed class TextTail
{
    private const int Capacity = 64 * 1024;
    private readonly byte[] _ring = new byte[Capacity];
    private readonly Task _draining;
    private long _written;

    /// <summary>Starts to drain.</summary>
    /// <param name="stream">The stream.</param>
    public TextTail(Stream stream)
    {
        _draining = Task.Factory.StartNew(() => Drain(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What is kept; complete once the writer has ended.</summary>
    /// <param name="patience">How long to wait for that: a process that an engine started may hold the stream open.</param>
    public string Read(TimeSpan patience)
    {
        _draining.Wait(patience);
        lock (_ring)
        {
            int start = _written > Capacity ? (int)(_written % Capacity) : 0;
            int length = (int)Math.Min(_written, Capacity);
            byte[] kept = [.. _ring[start..length], .. _ring[..start]];
            return Encoding.UTF8.GetString(kept);
        }
    }

    private void Drain(Stream stream)
    {
        var buffer = new byte[4096];
        while (stream.Read(buffer) is var count and > 0)
        {
            lock (_ring)
            {
                foreach (byte value in buffer.AsSpan(0, count))
                {
                    _ring[_written++ % Capacity] = value;
                }
            }
        }
    }
}
