using InferenceBench.Sampling.Recording;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class SampleRingTests
{
    [Fact]
    public void Rows_come_out_as_they_went_in()
    {
        SampleRing ring = Filled(capacity: 10, rows: 3);

        SampleRows rows = ring.Copy(0, long.MaxValue);

        Assert.Equal([0, 10, 20], rows.TimesNs);
        Assert.Equal([0, 1, 2], rows.ReadNs);
        Assert.Equal([0, 0.5, 1, 1.5, 2, 2.5], rows.Values);
        Assert.Equal(20, ring.LastNs);
    }

    [Fact]
    public void An_empty_ring_has_no_rows()
    {
        var ring = new SampleRing(4, 2);

        Assert.Empty(ring.Copy(0, long.MaxValue).TimesNs);
        Assert.Null(ring.LastNs);
        Assert.Equal(0, ring.LostSince(0, 100));
    }

    [Theory]
    [InlineData(10, 30, new long[] { 10, 20, 30 })]
    [InlineData(11, 29, new long[] { 20 })]
    [InlineData(-5, 5, new long[] { 0 })]
    [InlineData(41, 99, new long[0])]
    public void Only_the_rows_of_the_asked_time_are_copied_its_ends_included(long from, long to, long[] expected)
    {
        Assert.Equal(expected, Filled(capacity: 10, rows: 5).Copy(from, to).TimesNs);
    }

    [Fact]
    public void A_full_ring_loses_its_oldest_rows()
    {
        SampleRing ring = Filled(capacity: 5, rows: 12);

        SampleRows rows = ring.Copy(0, long.MaxValue);

        Assert.Equal([80, 90, 100, 110], rows.TimesNs);
        Assert.Equal([8, 8.5, 9, 9.5, 10, 10.5, 11, 11.5], rows.Values);
        Assert.Equal(12, ring.Written);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(-1000, 8)]
    [InlineData(40, 4)]
    [InlineData(79, 1)]
    [InlineData(80, 0)]
    [InlineData(100, 0)]
    public void Lost_rows_are_counted_from_the_asked_time_on(long fromNs, long expected)
    {
        Assert.Equal(expected, Filled(capacity: 5, rows: 12).LostSince(fromNs, oldestNs: 80));
    }

    [Fact]
    public void A_copy_never_holds_a_row_that_was_being_written()
    {
        var ring = new SampleRing(64, 8);
        using var stop = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            for (long row = 1; !stop.IsCancellationRequested; row++)
            {
                ring.BeginRow().Fill(row);
                ring.EndRow(row, row);
            }
        });
        writer.Start();
        try
        {
            long seen = 0;
            for (int i = 0; i < 20_000 || seen < 1000; i++)
            {
                seen += CheckRows(ring.Copy(0, long.MaxValue));
            }
        }
        finally
        {
            stop.Cancel();
            writer.Join();
        }
    }

    private static int CheckRows(SampleRows rows)
    {
        for (int i = 0; i < rows.TimesNs.Length; i++)
        {
            long row = rows.TimesNs[i];
            bool isWhole = rows.ReadNs[i] == row && !rows.Values.AsSpan(i * 8, 8).ContainsAnyExcept((double)row);
            Assert.True(isWhole && row == rows.TimesNs[0] + i, $"row {i} of {rows.TimesNs.Length} is torn: {row}, {rows.ReadNs[i]}, {string.Join(' ', rows.Values.AsSpan(i * 8, 8).ToArray())}");
        }

        return rows.TimesNs.Length;
    }

    private static SampleRing Filled(int capacity, int rows)
    {
        var ring = new SampleRing(capacity, 2);
        for (int i = 0; i < rows; i++)
        {
            Span<double> row = ring.BeginRow();
            row[0] = i;
            row[1] = i + 0.5;
            ring.EndRow(i * 10, i);
        }

        return ring;
    }
}
