using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Traces;

public sealed class LaunchTracesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Windows_and_inferences_follow_each_other_launch_after_launch()
    {
        InferenceTrace joined = LaunchTraces.Join([Trace(100, 2, 1), Trace(1000, 3), Trace(5000, 1, 1)]);

        Assert.Equal([100, 101, 102, 1000, 1001, 1002, 5000, 5001], joined.StartNs);
        Assert.Equal([101, 102, 103, 1001, 1002, 1003, 5001, 5002], joined.EndNs);
        Assert.Equal([(0, 2), (2, 1), (3, 3), (6, 1), (7, 1)], joined.Windows.Select(static window => (window.First, window.Count)));
        Assert.Equal([100L, 102, 1000, 5000, 5001], joined.Windows.Select(static window => window.StartNs));
        Assert.Equal(8, joined.BusyNs);
        Assert.Equal(0, joined.Dropped);
    }

    [Fact]
    public void What_finds_no_room_is_dropped_and_its_windows_stay()
    {
        InferenceTrace joined = LaunchTraces.Join([Trace(100, 2, 2) with { Dropped = 7 }, Trace(1000, 1, 4), Trace(5000, 2)], mostInferences: 6);

        Assert.Equal(6, joined.StartNs.Count);
        Assert.Equal([(0, 2), (2, 2), (4, 1), (5, 1), (6, 0)], joined.Windows.Select(static window => (window.First, window.Count)));
        Assert.Equal(7 + 3 + 2, joined.Dropped);
        Assert.Equal(11, joined.BusyNs);
    }

    [Fact]
    public void A_joined_trace_reads_back_as_it_was_written()
    {
        InferenceTrace joined = LaunchTraces.Join([Trace(long.MaxValue / 2, 2), Trace((long.MaxValue / 2) + 1000, 3)]) with { Dropped = 5 };
        joined.Write(_folder["joined.trace"]);

        InferenceTrace read = InferenceTrace.Read(_folder["joined.trace"]);

        Assert.Equal(joined.StartNs, read.StartNs);
        Assert.Equal(joined.EndNs, read.EndNs);
        Assert.Equal(joined.Windows, read.Windows);
        Assert.Equal(5, read.Dropped);
    }

    [Fact]
    public void No_launch_and_a_launch_without_windows_are_empty_traces()
    {
        Assert.Empty(LaunchTraces.Join([]).Windows);
        Assert.Single(LaunchTraces.Join([Trace(1), Trace(2, 1), Trace(3)]).Windows);
        Assert.Throws<ArgumentOutOfRangeException>(static () => LaunchTraces.Join([], -1));
    }

    [Fact]
    public void A_trace_is_taken_only_when_the_one_before_is_done_with()
    {
        List<string> order = [];

        LaunchTraces.Join(Lazily());

        Assert.Equal(["made 1", "done 1", "made 2", "done 2"], order);

        IEnumerable<InferenceTrace> Lazily()
        {
            for (int launch = 1; launch <= 2; launch++)
            {
                order.Add($"made {launch}");
                yield return Trace(launch * 100, 1);
                order.Add($"done {launch}");
            }
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    // Inferences of 1 ns back to back, so many in each window.
    private static InferenceTrace Trace(long fromNs, params int[] counts)
    {
        int all = counts.Sum();
        List<TraceWindow> windows = [];
        int first = 0;
        foreach (int count in counts)
        {
            windows.Add(new TraceWindow(fromNs + first, fromNs + first + count, first, count));
            first += count;
        }

        return new InferenceTrace([.. Enumerable.Range(0, all).Select(i => fromNs + i)], [.. Enumerable.Range(1, all).Select(i => fromNs + i)], windows, 0);
    }
}
