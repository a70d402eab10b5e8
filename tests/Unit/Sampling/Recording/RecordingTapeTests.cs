using InferenceBench.Sampling.Recording;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class RecordingTapeTests
{
    [Fact]
    public void Pieces_give_the_readings_of_the_whole_each_once_and_in_order()
    {
        var source = new ScriptedSource(
            static (number, values) => (values[0], values[1]) = (number, -number), ScriptedSource.Traits, ScriptedSource.Traits);
        using PowerMonitor monitor = PowerMonitor.Start([source], new SamplerSettings { Period = TimeSpan.FromMilliseconds(1) });
        var tape = new RecordingTape(monitor, 0, MonotonicTime.NowNs);
        for (int i = 0; i < 5; i++)
        {
            Thread.Sleep(10);
            tape.Advance();
        }

        long end = MonotonicTime.NowNs;
        PowerRecording recording = tape.Finish(end);

        double[] numbers = [.. recording.Series(0).Values];
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => numbers[0] + i), numbers);
        Assert.Equal(numbers.Select(static number => -number), recording.Series(1).Values);
        Assert.Equal(recording.TimesNs.Count, recording.ReadNs.Count);
        Assert.True(recording.TimesNs[^1] >= end);
        Assert.Equal((null, 0), (recording.LostReason, recording.LostSamples));
    }
}
