using System.Diagnostics;
using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Tests.StandIn;

/// <summary>An inference is a busy wait of <c>--option ID.spin-us=N</c>, by default 2 ms; its outputs are zeros.</summary>
internal sealed class StandInSession : IInferenceSession
{
    private readonly Fault _fault;
    private readonly long _spinTicks;
    private readonly byte[][] _outputs;

    public StandInSession(OpenRequest request, Fault fault)
    {
        _fault = fault;
        _spinTicks = long.Parse(request.Options.GetValueOrDefault("spin-us", "2000"), CultureInfo.InvariantCulture) * Stopwatch.Frequency / 1_000_000;
        Inputs = request.Inputs;
        Outputs = [.. request.Outputs.Select(output => output with { Shape = [.. output.Shape.Select(dimension => Math.Max(dimension, 1))] })];
        _outputs = [.. Outputs.Select(output => new byte[output.SizeBytes])];
        Settings = new Dictionary<string, string> { ["threads"] = request.Threads.ToString(CultureInfo.InvariantCulture) };
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
}
