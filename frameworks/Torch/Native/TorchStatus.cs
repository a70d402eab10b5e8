namespace InferenceBench.Frameworks.Torch.Native;

/// <summary><c>infb_torch_status</c>.</summary>
internal enum TorchStatus
{
    Ok = 0,
    Failed = 1,
    Unsupported = 2,
    OutOfMemory = 3,
    BadArgument = 4,
}
