using InferenceBench.Frameworks.Torch;

namespace InferenceBench.Tests.Integration.Torch;

/// <summary>TorchSharp keeps the contract of all frameworks, but for the memory that its API takes.</summary>
public abstract class TorchSharpContract(string variant) : LibtorchContract(new TorchSharpFramework(), variant)
{
    protected override string? AllocatesBecause => "TorchSharp's API makes managed objects for each tensor";

    // Two libtorches in one process do not go well; with LIBTORCH both adapters take the same one.
    protected override string? NotHereBecause =>
        TorchSharpBuild.Origin.Length > 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LIBTORCH")) && new LibtorchFramework().Probe().Availability.IsAvailable
            ? "the tests of libtorch have another libtorch in this process: name one for both with LIBTORCH"
            : null;
}
