using BenchmarkDotNet.Attributes;

namespace InferenceBench.Tests.Unit.Diagnosers;

/// <summary>Has the params of the suite's benchmark classes; never runs itself.</summary>
public class FakeBenchmarks
{
    /// <summary>Catalogue id.</summary>
    [Params("good", "bad")]
    public string Model { get; set; } = "";

    /// <summary>Batch size.</summary>
    [Params(4)]
    public int Batch { get; set; }

    /// <summary>Number format.</summary>
    [Params("fp32")]
    public string Precision { get; set; } = "";

    /// <summary>Device.</summary>
    [Params("cpu")]
    public string Device { get; set; } = "";

    /// <summary>Stands for one inference.</summary>
    [Benchmark]
    public int Inference()
    {
        return Batch;
    }
}
