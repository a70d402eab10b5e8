namespace InferenceBench.Frameworks.Torch.Native;

/// <summary><c>infb_torch_optimisation</c>.</summary>
internal enum TorchOptimisation
{
    Eager = 0,
    Frozen = 1,
    Optimised = 2,
}
