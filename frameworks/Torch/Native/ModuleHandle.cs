using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary><c>infb_torch_module *</c>.</summary>
internal sealed class ModuleHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>No module yet.</summary>
    public ModuleHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TorchMethods.infb_torch_destroy(handle);
        return true;
    }
}
