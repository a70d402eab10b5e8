using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Tests.StandIn;

/// <summary>An inference is a busy wait of <c>--option ID.spin-us=N</c>, by default 2 ms; its float32 outputs are all <c>--option ID.value=X</c>, by default 0, or with <c>environment</c> the number in the variable of threads.</summary>
internal sealed partial class StandInSession : IInferenceSession
{
    private readonly Fault _fault;
    private readonly long _spinTicks;
    private readonly byte[][] _outputs;

    public StandInSession(OpenRequest request, Fault fault)
    {
        _fault = fault;
        _spinTicks = long.Parse(request.Options.GetValueOrDefault("spin-us", "2000"), CultureInfo.InvariantCulture) * Stopwatch.Frequency / 1_000_000;
        Inputs = request.Inputs;

        // A file of the own form does not tell its outputs: one score of each sample and of three classes.
        IReadOnlyList<TensorSpec> declared = request.Outputs.Count > 0 ? request.Outputs : [new TensorSpec("y", ElementType.Float32, [request.Inputs[0].Shape[0], 3])];
        Outputs = [.. declared.Select(output => output with { Shape = [.. output.Shape.Select(dimension => Math.Max(dimension, 1))] })];
        _outputs = [.. Outputs.Select(output => new byte[output.SizeBytes])];
        string threads = Marshal.PtrToStringUTF8(getenv(StandInFramework.ThreadsVariable)) ?? "not set";
        string text = request.Options.GetValueOrDefault("value", "0");
        float value = float.Parse(text == "environment" ? threads : text, CultureInfo.InvariantCulture);
        foreach (byte[] output in _outputs.Where((_, index) => Outputs[index].ElementType == ElementType.Float32))
        {
            MemoryMarshal.Cast<byte, float>(output.AsSpan()).Fill(value);
        }

        Settings = new Dictionary<string, string>
        {
            ["threads"] = request.Threads.ToString(CultureInfo.InvariantCulture),
            ["precision"] = request.Precision.ToName(),
            [StandInFramework.ThreadsVariable] = threads,
        };
    }

    public IReadOnlyList<TensorSpec> Inputs { get; }

    public IReadOnlyList<TensorSpec> Outputs { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        if (data.Length != Inputs[index].SizeBytes)
        {
            throw new ArgumentException($"input {index} takes {Inputs[index].SizeBytes} bytes, not {data.Length}", nameof(data));
        }
    }

    public void Run()
    {
        _fault.Strike("inference");
        long end = Stopwatch.GetTimestamp() + _spinTicks;
        while (Stopwatch.GetTimestamp() < end)
        {
            Thread.SpinWait(1);
        }
    }

    public ReadOnlySpan<byte> GetOutput(int index)
    {
        return _outputs[index];
    }

    public void Dispose()
    {
        _fault.Strike("close");
    }

    // What a native library would see, which is not what .NET's own environment functions change.
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint getenv(string name);
}
