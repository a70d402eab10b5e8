using BenchmarkDotNet.Attributes;
using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>What all benchmark classes share: the params of a case and the measured method. The class decides which models it lists.</summary>
public abstract class InferenceBenchmarks
{
    /// <summary>Model: catalogue id, or the name of a file without its extension.</summary>
    [ParamsSource(nameof(Models), Priority = 0)]
    public string Model { get; set; } = "";

    /// <summary>Batch size, at least 1.</summary>
    [ParamsSource(nameof(Batches), Priority = 1)]
    public int Batch { get; set; }

    /// <summary>Precision: <c>fp32</c>, <c>fp16</c>, <c>bf16</c> or <c>int8</c>.</summary>
    [ParamsSource(nameof(Precisions), Priority = 2)]
    public string Precision { get; set; } = "";

    /// <summary>Device: <c>cpu</c> or <c>cuda:N</c>.</summary>
    [ParamsSource(nameof(Devices), Priority = 3)]
    public string Device { get; set; } = "";

    /// <summary>Values of <see cref="Model"/> in this run.</summary>
    public IEnumerable<string> Models => CaseSelection.ValuesOf(GetType(), key => key.Model);

    /// <summary>Values of <see cref="Batch"/> in this run.</summary>
    public IEnumerable<int> Batches => CaseSelection.ValuesOf(GetType(), key => key.Batch);

    /// <summary>Values of <see cref="Precision"/> in this run.</summary>
    public IEnumerable<string> Precisions => CaseSelection.ValuesOf(GetType(), key => key.Precision);

    /// <summary>Values of <see cref="Device"/> in this run.</summary>
    public IEnumerable<string> Devices => CaseSelection.ValuesOf(GetType(), key => key.Device);

    /// <summary>What <see cref="Infer"/> runs; null before it is opened. The child that opened it disposes of it.</summary>
    private protected IInferenceSession? Session { get; private set; }

    /// <summary>One inference over the whole batch, until the outputs are readable by the CPU.</summary>
    /// <returns>The session, which holds the outputs.</returns>
    [Benchmark]
    public IInferenceSession Infer()
    {
        IInferenceSession session = Session!;
        session.Run();
        return session;
    }

    /// <summary>Opens what <see cref="Infer"/> runs.</summary>
    internal IInferenceSession Open(IInferenceFramework framework, OpenRequest request)
    {
        return Session = OpenSession(framework, request);
    }

    /// <summary>Called once, right before the first measured inference.</summary>
    internal virtual void BeginMeasuring()
    {
    }

    /// <summary>Opens the session of the case.</summary>
    private protected virtual IInferenceSession OpenSession(IInferenceFramework framework, OpenRequest request)
    {
        return framework.Open(request);
    }
}
