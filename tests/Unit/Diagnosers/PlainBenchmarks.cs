using BenchmarkDotNet.Attributes;

namespace InferenceBench.Tests.Unit.Diagnosers;

/// <summary>A benchmark that is no inference case.</summary>
public class PlainBenchmarks
{
    /// <summary>A value.</summary>
    public int Value { get; set; } = 3;

    /// <summary>Does little.</summary>
    [Benchmark]
    public int Loop()
    {
        return Value + 1;
    }
}
