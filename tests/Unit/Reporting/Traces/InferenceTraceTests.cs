using System.Buffers.Binary;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Traces;

public sealed class InferenceTraceTests : IDisposable
{
    private static readonly long[] s_stamps = [100, 110, 111, 125, 200, 230];
    private static readonly TraceWindow[] s_windows = [new(99, 126, 0, 2), new(199, 231, 2, 1)];
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_written_is_read_again()
    {
        InferenceTrace.Write(_folder["a.trace"], s_stamps, s_windows, dropped: 7);

        InferenceTrace trace = InferenceTrace.Read(_folder["a.trace"]);

        Assert.Equal([100, 111, 200], trace.StartNs);
        Assert.Equal([110, 125, 230], trace.EndNs);
        Assert.Equal(s_windows, trace.Windows);
        Assert.Equal(7, trace.Dropped);
        Assert.Equal(27 + 32, trace.BusyNs);
        Assert.Equal(["a.trace"], Directory.GetFiles(_folder.ToString()).Select(Path.GetFileName));
    }

    [Fact]
    public void The_bytes_are_those_that_the_documentation_gives()
    {
        InferenceTrace.Write(_folder["a.trace"], s_stamps, s_windows, dropped: 7);

        byte[] bytes = File.ReadAllBytes(_folder["a.trace"]);

        Assert.Equal(32 + (2 * 24) + (3 * 16), bytes.Length);
        Assert.Equal("IBTRACE\0"u8, bytes.AsSpan(0, 8));
        Assert.Equal([1, 2], new[] { Int32(bytes, 8), Int32(bytes, 12) });
        Assert.Equal([3L, 7L, 99L, 126L], new[] { Int64(bytes, 16), Int64(bytes, 24), Int64(bytes, 32), Int64(bytes, 40) });
        Assert.Equal([0, 2], new[] { Int32(bytes, 48), Int32(bytes, 52) });
        Assert.Equal([100L, 110L], new[] { Int64(bytes, 80), Int64(bytes, 88) });
    }

    [Fact]
    public void A_trace_without_inferences_is_whole()
    {
        InferenceTrace.Write(_folder["a.trace"], [], [], dropped: 0);

        Assert.Empty(InferenceTrace.Read(_folder["a.trace"]).StartNs);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_its_name_at_every_length()
    {
        InferenceTrace.Write(_folder["whole.trace"], s_stamps, s_windows, dropped: 0);
        byte[] whole = File.ReadAllBytes(_folder["whole.trace"]);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["cut.trace"], whole[..length]);

            InvalidDataException error = Assert.Throws<InvalidDataException>(() => InferenceTrace.Read(_folder["cut.trace"]));

            Assert.Contains(_folder["cut.trace"], error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 0x58)] // another magic
    [InlineData(8, 2)] // a version of the future
    [InlineData(15, 0xFF)] // a negative number of windows
    [InlineData(22, 0x10)] // 2^52 inferences claimed
    [InlineData(31, 0x80)] // a negative number of dropped inferences
    [InlineData(48, 3)] // a window that ends after the last inference
    [InlineData(51, 0x80)] // a window that starts before the first
    [InlineData(40, 1)] // a window that ends before it starts
    [InlineData(88, 1)] // an inference that ends before it starts
    public void A_damaged_file_is_refused(int offset, byte value)
    {
        InferenceTrace.Write(_folder["a.trace"], s_stamps, s_windows, dropped: 0);
        byte[] bytes = File.ReadAllBytes(_folder["a.trace"]);
        bytes[offset] = value;
        File.WriteAllBytes(_folder["a.trace"], bytes);

        Assert.Throws<InvalidDataException>(() => InferenceTrace.Read(_folder["a.trace"]));
    }

    [Fact]
    public void A_foreign_file_is_refused()
    {
        File.WriteAllText(_folder["a.trace"], new string('x', 1000));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => InferenceTrace.Read(_folder["a.trace"]));

        Assert.Contains("does not start with IBTRACE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_write_keeps_the_old_file_and_leaves_nothing_behind()
    {
        InferenceTrace.Write(_folder["a.trace"], s_stamps, s_windows, dropped: 0);

        Assert.Throws<ArgumentException>(() => InferenceTrace.Write(_folder["a.trace"], [1, 2, 3], [], dropped: 0));
        Assert.Throws<DirectoryNotFoundException>(() => InferenceTrace.Write(_folder["no/such/folder.trace"], [], [], dropped: 0));

        Assert.Equal(3, InferenceTrace.Read(_folder["a.trace"]).StartNs.Count);
        Assert.Single(Directory.GetFileSystemEntries(_folder.ToString()));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static int Int32(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    private static long Int64(byte[] bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offset));
}
