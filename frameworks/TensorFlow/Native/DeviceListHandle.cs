using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary><c>TF_DeviceList *</c>.</summary>
internal sealed class DeviceListHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>None yet.</summary>
    public DeviceListHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteDeviceList(handle);
        return true;
    }
}
