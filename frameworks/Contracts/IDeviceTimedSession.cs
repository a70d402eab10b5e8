namespace InferenceBench.Contracts;

/// <summary>A session whose engine times its device's part. Asked for after measuring, in runs of their own, so that asking disturbs nothing.</summary>
public interface IDeviceTimedSession
{
    /// <summary>The times of the last <see cref="IInferenceSession.Run"/>; null where there is no device that times itself.</summary>
    /// <exception cref="InferenceException">The engine failed; the message holds its own text.</exception>
    DeviceTimes? LastDeviceTimes { get; }
}
