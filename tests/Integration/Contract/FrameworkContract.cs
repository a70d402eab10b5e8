using InferenceBench.Contracts;
using InferenceBench.Tests.Integration.OnnxRuntime;
using Xunit;

namespace InferenceBench.Tests.Integration.Contract;

/// <summary>What the contract's facts stand on: one framework with one variant, and models to open.</summary>
/// <param name="framework">The framework.</param>
/// <param name="variant">The variant to open.</param>
public abstract class FrameworkContract(IInferenceFramework framework, string variant) : IAsyncLifetime
{
    /// <summary>The framework.</summary>
    protected internal IInferenceFramework Framework { get; } = framework;

    /// <summary>The variant to open.</summary>
    protected internal string Variant { get; } = variant;

    /// <summary>Writes models, which are gone after the test.</summary>
    protected TinyModels Models { get; } = new();

    /// <summary>A provider that runs wherever the framework is tested, and a device of its kind.</summary>
    protected virtual (string Provider, Device Device) Target => ("cpu", Device.Cpu);

    /// <summary>Why the framework must not even be probed in this process; null: it may be.</summary>
    protected virtual string? NotHereBecause => null;

    /// <summary>Skips what does not run here, with the reason of the probe.</summary>
    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(NotHereBecause is not null, NotHereBecause ?? "");
        FrameworkProbe probe = Framework.Probe();
        Assert.SkipUnless(probe.Availability.IsAvailable, probe.Availability.Reason ?? "");
        return ValueTask.CompletedTask;
    }

    /// <summary>Deletes the models.</summary>
    public ValueTask DisposeAsync()
    {
        Models.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A request for one thread and without options.</summary>
    /// <param name="path">The model.</param>
    /// <param name="inputs">Its inputs.</param>
    protected virtual OpenRequest Request(string path, params IReadOnlyList<TensorSpec> inputs)
    {
        return new OpenRequest(path, inputs, [], Target.Device, Target.Provider, Variant, Precision.Fp32, Threads: 1, new Dictionary<string, string>());
    }
}
