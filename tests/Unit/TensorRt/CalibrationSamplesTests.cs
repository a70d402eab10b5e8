using System.Runtime.InteropServices;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class CalibrationSamplesTests
{
    [Fact]
    public void Whole_batches_are_fed_one_after_the_other_and_the_rest_is_left()
    {
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "samples");
        File.WriteAllBytes(file, [1, 2, 3, 4, 5]);
        using var samples = new CalibrationSamples(file);
        byte[] batch = new byte[2];
        var pin = GCHandle.Alloc(batch, GCHandleType.Pinned);
        try
        {
            Assert.Equal(1, samples.Next([pin.AddrOfPinnedObject()], [2]));
            Assert.Equal([1, 2], batch);
            Assert.Equal(1, samples.Next([pin.AddrOfPinnedObject()], [2]));
            Assert.Equal([3, 4], batch);
            Assert.Equal(0, samples.Next([pin.AddrOfPinnedObject()], [2]));
            Assert.Equal((2, null), (samples.Batches, samples.Problem));
        }
        finally
        {
            pin.Free();
        }
    }

    [Fact]
    public void Nothing_is_thrown_into_native_code()
    {
        using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "samples");
        File.WriteAllBytes(file, [1, 2]);
        using var samples = new CalibrationSamples(file);

        Assert.Equal(-1, samples.Next([0, 0], [2, 2]));
        Assert.Equal("calibration feeds networks of one input, and this one has 2", samples.Problem);
    }

    [Fact]
    public void The_log_keeps_each_warning_once()
    {
        var messages = new BuilderMessages();
        messages.Add(2, "a");
        messages.Add(3, "information");
        messages.Add(2, "b");
        messages.Add(2, "a");

        Assert.Equal(["a", "b"], messages.Warnings);
    }
}
